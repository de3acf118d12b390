import type { LogText } from '../../../../server/src/protocol/store';

/** The document of a stored log: what was left out stands first. Terminal colours are taken off. */
export function logText({ text, notes }: LogText): string {
  const said = notes.map((note) => `[${note}]\n`).join('');
  if (text === '') return `${said}[The task has printed nothing.]\n`;
  return `${said}${withoutColours(text)}`;
}

/** Escape sequences of ECMA-48 (`ESC [ … letter`), which an editor would show as boxes. */
function withoutColours(text: string): string {
  const control = String.fromCharCode(27);
  return text
    .split(control)
    .reduce((out, part, i) => out + (i === 0 ? part : part.replace(/^\[[0-9;?]*[A-Za-z]/, '')), '');
}
