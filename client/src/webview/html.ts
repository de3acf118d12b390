/** The document of a webview app. Pure: no VS Code, no DOM. */

export interface PageOptions {
  /** What `webview.cspSource` says: where the webview's own resources come from. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  readonly nonce: string;
  readonly title: string;
  /** Language of the texts. */
  readonly language: string;
}

/**
 * Nothing is allowed but the app's own script and style sheet, by nonce, and its own fonts and images.
 * The app builds all of its content, from text nodes.
 */
export function page({ cspSource, script, style, nonce, title, language }: PageOptions): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `img-src ${cspSource}`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1.0">
  <title>${escapeHtml(title)}</title>
  <link rel="stylesheet" nonce="${nonce}" href="${escapeHtml(style)}">
</head>
<body>
  <div id="app"></div>
  <script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as an attribute value or content of HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
