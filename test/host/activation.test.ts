import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const id = 'stepwise.stepwise';

describe('activation', () => {
  it('begins with a flow that is opened, and every command of the manifest is there', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed`);
    await openFlow('branch_flow.py');
    await extension.activate();
    const manifest: { contributes: { commands: { command: string }[] } } = JSON.parse(
      readFileSync(path.join(extension.extensionPath, 'package.json'), 'utf8'),
    );
    const known = new Set(await vscode.commands.getCommands(true));
    const lost = manifest.contributes.commands.filter(({ command }) => !known.has(command));
    assert.deepEqual(lost, []);
  });
});

export async function openFlow(name: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, name));
}
