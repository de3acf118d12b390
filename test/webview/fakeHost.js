// Runs in the page before an app, as VS Code's side of a webview. `hostOptions` is set before: state, theme, colours.
const { state, theme, colours } = globalThis.hostOptions;
let kept = state;
globalThis.sent = [];
globalThis.acquireVsCodeApi = () => ({
  postMessage(envelope) {
    if (envelope.kind === 'event') globalThis.sent.push(envelope.message);
    if (envelope.kind === 'ready' && envelope.answer)
      window.postMessage({ kind: 'ready', answer: false }, '*');
  },
  getState: () => kept,
  setState(value) {
    kept = value;
  },
});
window.addEventListener('DOMContentLoaded', () => {
  document.body.className = `vscode-${theme === 'contrast' ? 'high-contrast' : theme}`;
  for (const [name, value] of Object.entries(colours)) {
    document.documentElement.style.setProperty(name, value);
  }
});
