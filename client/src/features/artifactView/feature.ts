import * as vscode from 'vscode';
import { type ArtifactRef, artifactValueRequest } from '../../../../server/src/protocol/store';
import type { Context, Feature } from '../../context';
import { isCancellation, UserError } from '../../errors';
import { artifactRef } from '../../storeArguments';
import { documentUri, refOfUri, showDocument } from '../../storeDocuments';
import { artifactText, failureText } from './text';

const scheme = 'metaflow-artifact';

/** Artifacts as read-only documents. The server reads the value; nothing of it is executed. */
export const artifactView: Feature = {
  activate(context) {
    const changed = context.own(new vscode.EventEmitter<vscode.Uri>());
    context.own(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: changed.event,
        provideTextDocumentContent: (uri, token) => read(context, artifactRef(refOfUri(uri)), token),
      }),
    );
    context.command('stepwise.openArtifact', async (argument) => {
      const ref = artifactRef(argument);
      if (ref === undefined) throw new UserError('Choose an artifact in the Runs view first.');
      const uri = documentUri(scheme, ref, `${ref.name}.py`);
      const open = vscode.workspace.textDocuments.some(
        (document) => document.uri.toString() === uri.toString(),
      );
      if (open) changed.fire(uri);
      await showDocument(uri, 'python');
    });
  },
};

async function read(
  context: Context,
  ref: ArtifactRef | undefined,
  token: vscode.CancellationToken,
): Promise<string> {
  if (ref === undefined) return '# This address names no artifact. Open it from the Runs view.\n';
  try {
    return artifactText(ref, await context.server.request(artifactValueRequest, ref, token));
  } catch (error) {
    if (isCancellation(error)) throw error;
    context.log.error(`The artifact ${ref.name} was not read.`, String(error));
    return failureText(ref, error instanceof Error ? error.message : String(error));
  }
}
