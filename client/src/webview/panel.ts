/** What every webview of the extension is made with: its document, its options and its port. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Port } from './channel';
import { page } from './html';

export interface AppOptions {
  readonly extensionUri: vscode.Uri;
  /** Folder of features/ that has `app/main.ts`: the bundle is `dist/webview/<app>.js` with its `.css`. */
  readonly app: string;
  readonly title: string;
}

const bundles = (extensionUri: vscode.Uri) => vscode.Uri.joinPath(extensionUri, 'dist', 'webview');

/** Scripts on, and no file but those of the bundles can be read. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [bundles(extensionUri)] };
}

/** The document of an app: an empty `#app`, its script and style sheet, a strict content security policy. */
export function html(webview: vscode.Webview, { extensionUri, app, title }: AppOptions): string {
  const resource = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(bundles(extensionUri), name)).toString();
  return page({
    cspSource: webview.cspSource,
    script: resource(`${app}.js`),
    style: resource(`${app}.css`),
    nonce: randomBytes(16).toString('hex'),
    title,
    language: vscode.env.language,
  });
}

/** The port of the extension's side. Make the channel before the HTML is set: the app greets as soon as it runs. */
export function hostPort(webview: vscode.Webview): Port {
  return {
    // A webview that is gone or hidden drops messages; the app asks for the state when it is back.
    post: (message) => void webview.postMessage(message),
    listen: (listener) => webview.onDidReceiveMessage(listener),
  };
}
