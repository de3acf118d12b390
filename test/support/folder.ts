import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A folder on disk that is there while `body` runs. */
export class TemporaryFolder {
  readonly path = realpathSync(mkdtempSync(path.join(tmpdir(), 'stepwise-test-')));

  get uri(): string {
    return pathToFileURL(this.path).href;
  }

  /** Writes a file, its folders included, and gives its URI. */
  write(name: string, content: string | Uint8Array): string {
    const file = path.join(this.path, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return pathToFileURL(file).href;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export async function withFolder(body: (folder: TemporaryFolder) => Promise<void>): Promise<void> {
  const folder = new TemporaryFolder();
  try {
    await body(folder);
  } finally {
    folder.remove();
  }
}
