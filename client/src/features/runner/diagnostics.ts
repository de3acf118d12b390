import * as vscode from 'vscode';
import type { Failure } from './failure';
import { lineAfter } from './lineAfter';

interface Entry {
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
}

/** Diagnostics of runs that failed, one per flow, until the flow is run again or the line is edited. */
export class RunDiagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('stepwise.run');
  readonly #entries = new Map<string, Entry>();
  readonly #subscription = vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event));

  clear(flow: string): void {
    const entry = this.#entries.get(flow);
    this.#entries.delete(flow);
    if (entry) this.#show(entry.uri);
  }

  /** `flow` names the run's flow uniquely; `def` is where its step stands. */
  async set(flow: string, failure: Failure, run: string, def: vscode.Location | undefined): Promise<void> {
    const { place } = failure;
    if (place === undefined) return;
    const uri = vscode.Uri.file(place.file);
    const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
    if (document === undefined || place.line > document.lineCount) return;
    const { range, firstNonWhitespaceCharacterIndex, isEmptyOrWhitespace } = document.lineAt(place.line - 1);
    const marked = isEmptyOrWhitespace
      ? range
      : range.with(range.start.translate(0, firstNonWhitespaceCharacterIndex));
    const diagnostic = new vscode.Diagnostic(marked, failure.message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'metaflow run';
    if (failure.step !== undefined && def !== undefined) {
      const message = `step ${failure.step}, task ${failure.task ?? '?'} of ${run}`;
      diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(def, message)];
    }
    this.#entries.set(flow, { uri, diagnostic });
    this.#show(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#collection.dispose();
  }

  #show(uri: vscode.Uri): void {
    const entries = [...this.#entries.values()].filter((entry) => entry.uri.toString() === uri.toString());
    this.#collection.set(
      uri,
      entries.map(({ diagnostic }) => diagnostic),
    );
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    for (const [flow, { uri, diagnostic }] of this.#entries) {
      if (uri.toString() !== document.uri.toString()) continue;
      const { start, end } = diagnostic.range;
      const line = lineAfter(start.line, contentChanges);
      if (line === undefined) this.#entries.delete(flow);
      else diagnostic.range = new vscode.Range(line, start.character, line, end.character);
      this.#show(uri);
    }
  }
}
