import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { diagnostics, openFlow, placeOf, replace } from './support/editor';

const file = 'branch_flow.py';

describe('a flow in the editor', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is reported at the unknown name, with a code that leads to its page, and not once it is mended', async () => {
    const editor = await openFlow(file);
    const { document } = editor;
    await replace(editor, 'self.left,', 'self.lefd,');
    const [found, ...more] = await diagnostics(document.uri, (all) => all.length > 0);
    assert.ok(found);
    assert.deepEqual(more, []);
    assert.equal(document.getText(found.range), 'lefd');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(typeof found.code === 'object' && found.code.value === 'unknown-step');
    assert.match(String(found.code.target), /unknown-step/);
    await replace(editor, 'self.lefd,', 'self.left,');
    await diagnostics(document.uri, (all) => all.length === 0);
  });

  it('has lenses to run it and to show its graph, and one over each step', async () => {
    const { document } = await openFlow(file);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const flowLine = placeOf(document, 'class BranchFlow').line;
    const above = lenses.filter(({ range }) => range.start.line === flowLine);
    assert.deepEqual(
      above.map(({ command }) => command?.command),
      ['stepwise.run', 'stepwise.showGraph'],
    );
    const steps = lenses.filter(({ command }) => command?.command === 'stepwise.showStepInGraph');
    assert.equal(steps.length, 5);
  });

  it('leads from self.next(self.step) to the step', async () => {
    const { document } = await openFlow(file);
    const at = placeOf(document, 'self.both').translate(0, 6);
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    );
    const lines = found.map((place) => ('targetUri' in place ? place.targetRange : place.range).start.line);
    const step = placeOf(document, 'def both').line;
    assert.ok(
      lines.some((line) => line === step || line === step - 1),
      `line ${step}, not ${lines}`,
    );
  });

  it('completes the names of steps inside self.next(', async () => {
    const editor = await openFlow(file);
    await replace(editor, 'self.next(self.end)', 'self.next(self.)');
    const { document } = editor;
    const at = placeOf(document, 'self.next(self.)').translate(0, 'self.next(self.'.length);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at,
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const step of ['left', 'right', 'end']) assert.ok(labels.includes(step), `${step} in ${labels}`);
  });

  it('has an outline with its parameters and steps', async () => {
    const { document } = await openFlow(file);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const flow = symbols.find(({ name }) => name === 'BranchFlow');
    assert.ok(flow, 'no flow in the outline');
    const names = flow.children.map(({ name }) => name);
    assert.deepEqual(names, ['alpha', 'start', 'left', 'right', 'both', 'end']);
  });
});
