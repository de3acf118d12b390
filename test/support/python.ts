import { existsSync } from 'node:fs';
import path from 'node:path';

/** Why tests against Python or Metaflow itself are skipped. */
export const noPython = 'examples/.venv has no Python with Metaflow (npm start makes it)';

/** The interpreter with the pinned Metaflow, undefined where it is not installed. */
export function findPython(): string | undefined {
  const venv = path.resolve('examples', '.venv');
  const candidates = [path.join(venv, 'bin', 'python'), path.join(venv, 'Scripts', 'python.exe')];
  return candidates.find((file) => existsSync(file));
}
