/** Which version of Metaflow an interpreter has, read from the files beside it; Python is not run. */
import { type Machine, pathsOf, variable } from './machine';

export type Installed =
  | { readonly kind: 'installed'; readonly version?: string }
  /** Surely not there. */
  | { readonly kind: 'absent' }
  /** The files do not tell: a launcher, a shim, an interpreter with further search paths. */
  | { readonly kind: 'unknown' };

/** `python` is the path of the executable as it was chosen: links are not followed, as Python does for a venv. */
export async function installedMetaflow(machine: Machine, python: string): Promise<Installed> {
  const paths = pathsOf(machine.platform);
  const binaries = paths.dirname(python);
  const prefix = /^(bin|scripts)$/i.test(paths.basename(binaries)) ? paths.dirname(binaries) : binaries;
  const folders = await sitePackages(machine, prefix);
  for (const folder of folders) {
    const installed = await inFolder(machine, folder);
    if (installed !== undefined) return installed;
  }
  const config = await machine.files.read(paths.join(prefix, 'pyvenv.cfg'));
  const isolated = config !== undefined && !/^include-system-site-packages\s*=\s*true\s*$/im.test(config);
  if (isolated) return folders.length > 0 ? { kind: 'absent' } : { kind: 'unknown' };
  for (const folder of await userSitePackages(machine)) {
    const installed = await inFolder(machine, folder);
    if (installed !== undefined) return installed;
  }
  return { kind: 'unknown' };
}

/** Folders of third-party packages below a prefix: of venv, conda, python.org and Debian. */
async function sitePackages(machine: Machine, prefix: string): Promise<readonly string[]> {
  const paths = pathsOf(machine.platform);
  if (machine.platform === 'win32') return existing(machine, [paths.join(prefix, 'Lib', 'site-packages')]);
  const candidates: string[] = [];
  for (const library of ['lib', 'lib64', 'local/lib']) {
    for (const name of await machine.files.list(paths.join(prefix, library))) {
      if (!/^python3(\.\d+)?t?$/.test(name)) continue;
      for (const kind of ['site-packages', 'dist-packages']) {
        candidates.push(paths.join(prefix, library, name, kind));
      }
    }
  }
  return existing(machine, candidates);
}

async function userSitePackages(machine: Machine): Promise<readonly string[]> {
  const paths = pathsOf(machine.platform);
  const below = async (base: string, rest: string) =>
    (await machine.files.list(base))
      .filter((name) => /^(python)?3\.?\d+$/i.test(name))
      .map((name) => paths.join(base, name, rest));
  const windows = variable(machine, 'APPDATA');
  const found = await Promise.all([
    machine.platform === 'win32'
      ? below(paths.join(windows ?? machine.home, 'Python'), 'site-packages')
      : below(paths.join(machine.home, '.local', 'lib'), 'site-packages'),
    machine.platform === 'darwin'
      ? below(paths.join(machine.home, 'Library', 'Python'), 'lib/python/site-packages')
      : [],
  ]);
  return existing(machine, found.flat());
}

async function existing(machine: Machine, folders: readonly string[]): Promise<readonly string[]> {
  const there = await Promise.all(folders.map((folder) => machine.files.isFolder(folder)));
  return folders.filter((_, index) => there[index]);
}

async function inFolder(machine: Machine, folder: string): Promise<Installed | undefined> {
  const names = await machine.files.list(folder);
  for (const name of names) {
    const version = /^metaflow-(.+?)(?:-py3[^-]*)?\.(?:dist-info|egg-info|egg)$/i.exec(name)?.[1];
    if (version !== undefined) return { kind: 'installed', version };
  }
  const bare = names.some((name) => name === 'metaflow' || name === 'metaflow.egg-link');
  return bare ? { kind: 'installed' } : undefined;
}
