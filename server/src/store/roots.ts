import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { type Environment, findUpwards, isFolder, readConfiguration } from './config';

/**
 * Datastore folders of these folders: the nearest `.metaflow` in each or above it, and the configured one
 * (DATASTORE_SYSROOT_LOCAL). Real paths of those that exist, each once.
 */
export async function findRoots(
  folders: readonly string[],
  env: Environment,
  home: string,
): Promise<readonly string[]> {
  const found = new Set<string>();
  const add = async (folder: string | undefined) => {
    if (folder !== undefined && (await isFolder(folder))) found.add(await realpath(folder));
  };
  for (const folder of folders) {
    await add(await findUpwards(folder, '.metaflow'));
    const configuration = await readConfiguration({ folder, env, home });
    const configured = configuration.get('DATASTORE_SYSROOT_LOCAL');
    if (configured) await add(path.resolve(folder, expandHome(configured, home), '.metaflow'));
  }
  return [...found];
}

function expandHome(file: string, home: string): string {
  return /^~(?=[/\\]|$)/.test(file) ? path.join(home, file.slice(1)) : file;
}
