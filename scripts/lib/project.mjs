// Where things are. Everything that is downloaded or made lies in folders that git ignores.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
export const cache = path.join(root, '.cache');
export const examples = path.join(root, 'examples');
export const build = path.join(root, 'build');

/** Something the user can mend: its message is one or two clear sentences, shown without a stack trace. */
export class Problem extends Error {}
