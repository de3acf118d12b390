/** An artifact as text: its bytes from the store, read as a pickle, written as Python. */
import { type RenderOptions, render } from '../pickle/render';
import { unpickle } from '../pickle/unpickle';
import type { PickleValue, Unpickled } from '../pickle/value';
import type { ArtifactValue } from '../protocol/store';
import { readContent, readIncludedFile } from '../store/contentStore';
import { StoreError } from '../store/objectStore';
import type { RunRepository, TaskPlace } from '../store/runRepository';

/** Names under which Metaflow has written pickles (metaflow/plugins/datastores/serializers, 2.19.38). */
const pickles = new Set(['pickle-v2', 'pickle-v4', 'gzip+pickle-v2', 'gzip+pickle-v4']);

/** Throws StoreError where there is no such artifact or its bytes are gone. */
export async function artifactValue(
  repository: RunRepository,
  place: TaskPlace & { readonly name: string },
  options?: RenderOptions,
  signal?: AbortSignal,
): Promise<ArtifactValue> {
  const entry = (await repository.artifacts(place, signal)).find(({ name }) => name === place.name);
  if (entry === undefined) {
    const task = [place.flow, place.run, place.step, place.task].join('/');
    throw new StoreError(
      `${task} has no artifact ${place.name}; it may belong to an attempt that did not end.`,
    );
  }
  const { type, size, encoding, sha } = entry;
  if (!pickles.has(encoding)) {
    const note = `The value is stored as ${encoding.slice(0, 100)}, which only the extension that wrote it can read.`;
    return { type, size, text: `<${type}, ${size} bytes>`, notes: [note] };
  }
  const content = await readContent(repository.store, place.flow, sha, signal);
  const read = unpickle(content.bytes);
  const shown = await included(repository, place.flow, read, signal);
  const { text, notes } = render(shown ?? read, options);
  return { type, size, text, notes: [...content.notes, ...notes] };
}

/** The content of an IncludeFile in place of its descriptor, as Python sees it; undefined where it is not at hand. */
async function included(
  repository: RunRepository,
  flow: string,
  { value }: Unpickled,
  signal?: AbortSignal,
): Promise<Unpickled | undefined> {
  if (value.kind !== 'object' || value.class !== 'metaflow.includefile.IncludedFile') return undefined;
  const descriptor = entry(value.state, '_descriptor');
  const url = entry(descriptor, 'url');
  // Only a file of this very store is read, whatever path the value claims.
  const sha = url?.kind === 'str' ? /^local:\/\/.*\/([0-9a-f]{40})$/s.exec(url.value)?.[1] : undefined;
  const content = sha === undefined ? undefined : await readIncludedFile(repository.store, flow, sha, signal);
  if (content === undefined) return undefined;
  const isText = entry(descriptor, 'is_text');
  const shown: PickleValue =
    isText?.kind === 'bool' && isText.value
      ? { kind: 'str', value: new TextDecoder().decode(content.bytes) }
      : { kind: 'bytes', value: content.bytes };
  return { value: shown, notes: content.notes };
}

function entry(value: PickleValue | undefined, name: string): PickleValue | undefined {
  if (value?.kind !== 'dict') return undefined;
  return value.entries.find(([key]) => key.kind === 'str' && key.value === name)?.[1];
}
