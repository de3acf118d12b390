import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { extensionId, openFlow } from './support/editor';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('activation', () => {
  it('begins with a flow that is opened, and every command of the manifest is there', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension, `${extensionId} is not installed`);
    await openFlow('branch_flow.py');
    await extension.activate();
    const { contributes }: Manifest = extension.packageJSON;
    const known = new Set(await vscode.commands.getCommands(true));
    const lost = contributes.commands.map(({ command }) => command).filter((command) => !known.has(command));
    assert.deepEqual(lost, []);
  });
});
