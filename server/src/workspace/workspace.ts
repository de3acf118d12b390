import { type Disposable, Emitter } from '../base/event';
import { Coalescer } from '../base/schedule';
import type { LineIndex } from '../base/text';
import { buildFlowFile } from '../flow/build';
import type { Flow, FlowFile, ModuleResolver } from '../flow/model';
import { DiskFiles } from './diskFiles';
import { ExtendedClasses } from './extendedClasses';
import { type Checker, FlowDocument } from './flowDocument';
import { canonicalUri, moduleCandidates, pathOfUri, uriOfPath } from './paths';
import { mayHaveFlows, mayInheritFlows, Source } from './source';

/**
 * Open documents and files on disk, analysed when asked for and kept until they change. An open document wins over
 * the file of the same name; a change of either makes every document that was built from it stale.
 */
export class Workspace implements Disposable {
  readonly #check: Checker;
  readonly #onError: (error: unknown, uri: string) => void;
  readonly #disk = new DiskFiles();
  readonly #open = new Map<string, Source>();
  readonly #analysed = new Map<string, FlowDocument>();
  readonly #stale = new Set<string>();
  readonly #didAnalyse = new Emitter<FlowDocument>();
  readonly #didClose = new Emitter<string>();
  readonly #scheduler = new Coalescer(() => this.#analyseStale());
  readonly #extended = new ExtendedClasses((uri) => this.#flowsOf(uri));
  #folders: readonly string[] = [];

  /** An open document was analysed: its text, a base class or the settings changed. */
  readonly onDidAnalyse = this.#didAnalyse.on;
  /** A document was closed; the value is its URI as the client wrote it. */
  readonly onDidClose = this.#didClose.on;

  /** @param onError told about a text that could not be analysed, which is then treated as one without flows */
  constructor(check: Checker, onError: (error: unknown, uri: string) => void) {
    this.#check = check;
    this.#onError = onError;
    this.#extended.onDidChange(() => this.#unstartedChanged());
  }

  /** Folders of the workspace, as paths. */
  setFolders(folders: readonly string[]): void {
    this.#folders = folders;
    this.#extended.reset();
    this.refresh();
  }

  /** A document was opened or has a new text. */
  update(uri: string, version: number, text: string): void {
    const key = canonicalUri(uri);
    this.#open.set(key, new Source(uri, version, text, this.#open.get(key)));
    this.#changed([key]);
  }

  close(uri: string): void {
    const key = canonicalUri(uri);
    this.#open.delete(key);
    this.#analysed.delete(key);
    this.#stale.delete(key);
    this.#extended.filesChanged([key]);
    this.#changed([key]);
    this.#didClose.fire(uri);
  }

  /** Files on disk appeared, changed or went away. */
  filesChanged(uris: readonly string[]): void {
    const onDisk = uris.map(canonicalUri).filter((uri) => !this.#open.has(uri));
    this.#extended.filesChanged(onDisk);
    this.#changed(onDisk);
  }

  /** Everything that was computed may be out of date. */
  refresh(): void {
    this.#analysed.clear();
    for (const key of this.#open.keys()) this.#stale.add(key);
    this.#scheduler.request();
  }

  /** The analysed text of an open document or of a file; undefined where there is none. Never throws. */
  document(uri: string): FlowDocument | undefined {
    const key = canonicalUri(uri);
    const known = this.#analysed.get(key);
    if (known !== undefined) return known;
    const source = this.source(key);
    if (source === undefined) return undefined;
    const document = this.#analyse(source);
    if (this.#open.has(key)) {
      this.#analysed.set(key, document);
      this.#extended.update(key, document.file);
    }
    return document;
  }

  /** The text behind a URI, open or on disk. */
  source(uri: string): Source | undefined {
    const key = canonicalUri(uri);
    const open = this.#open.get(key);
    if (open !== undefined) return open;
    const path = key.startsWith('file:') ? pathOfUri(key) : undefined;
    return path === undefined ? undefined : this.#disk.read(path);
  }

  /** Line starts of the text behind a URI. */
  lines(uri: string): LineIndex | undefined {
    return this.source(uri)?.lines;
  }

  isOpen(uri: string): boolean {
    return this.#open.has(canonicalUri(uri));
  }

  /** Looks modules up as the files of the workspace import them. */
  resolver(dependencies: Set<string> = new Set()): ModuleResolver {
    return {
      resolve: (fromUri, module, level) => {
        const from = pathOfUri(fromUri);
        if (from === undefined) return undefined;
        for (const path of moduleCandidates(from, module, level, this.#folders)) {
          const uri = uriOfPath(path);
          dependencies.add(uri);
          const source = this.source(uri);
          if (source !== undefined) return { uri: source.uri, module: source.module };
        }
        return undefined;
      },
    };
  }

  dispose(): void {
    this.#scheduler.dispose();
    this.#extended.dispose();
  }

  /** The flows of a file of the workspace, for the question what they extend. */
  #flowsOf(uri: string): FlowFile | undefined {
    const source = this.source(uri);
    if (source === undefined || !mayHaveFlows(source.text)) return undefined;
    try {
      return buildFlowFile(source.uri, source.module, this.resolver());
    } catch (error) {
      this.#onError(error, uri);
      return undefined;
    }
  }

  /** Classes that are not started here, and that flows of other files extend or may extend, are bases. */
  #withBases(file: FlowFile): FlowFile {
    const isBase = ({ flow }: Flow) =>
      flow.role === 'leaf' && this.#extended.has(file.uri, flow.name, this.#folders) !== false;
    if (!file.flows.some(isBase)) return file;
    const flows = file.flows.map((one) =>
      isBase(one) ? { ...one, flow: { ...one.flow, role: 'base' as const } } : one,
    );
    return { ...file, flows };
  }

  #unstartedChanged(): void {
    for (const [key, { file }] of this.#analysed)
      if (file.flows.some(({ flow }) => flow.role !== 'started')) this.#invalidate(key);
    if (this.#stale.size > 0) this.#scheduler.request();
  }

  #analyse(source: Source): FlowDocument {
    const dependencies = new Set<string>();
    let file: FlowFile = { uri: source.uri, flows: [] };
    try {
      if (mayHaveFlows(source.text) || mayInheritFlows(source.text))
        file = this.#withBases(buildFlowFile(source.uri, source.module, this.resolver(dependencies)));
    } catch (error) {
      this.#onError(error, source.uri);
    }
    return new FlowDocument(source, file, dependencies, this.#check);
  }

  #changed(uris: readonly string[]): void {
    for (const uri of uris) if (this.#open.has(uri)) this.#invalidate(uri);
    for (const [key, document] of this.#analysed)
      if (uris.some((uri) => document.dependencies.has(uri))) this.#invalidate(key);
    if (this.#stale.size > 0) this.#scheduler.request();
  }

  #invalidate(key: string): void {
    this.#analysed.delete(key);
    this.#stale.add(key);
  }

  #analyseStale(): void {
    const stale = [...this.#stale];
    this.#stale.clear();
    for (const key of stale) {
      const document = this.#open.has(key) ? this.document(key) : undefined;
      if (document !== undefined) this.#didAnalyse.fire(document);
    }
  }
}
