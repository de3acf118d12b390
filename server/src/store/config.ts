/** Metaflow's configuration: environment, then project file, then global file (metaflow/metaflow_config_funcs.py, 2.19.38). */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isObject, stringOf } from './json';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Configuration {
  /** A setting by its name without METAFLOW_; undefined where nothing sets it, so that Metaflow's default holds. */
  get(name: string): string | undefined;
  /** Files that could not be used, one sentence each. */
  readonly notes: readonly string[];
}

export interface ConfigurationPlace {
  /** Where flows would be started: the project file is looked for from here upwards. */
  readonly folder: string;
  readonly env: Environment;
  readonly home: string;
}

export async function readConfiguration({ folder, env, home }: ConfigurationPlace): Promise<Configuration> {
  const notes: string[] = [];
  const project = await findUpwards(folder, '.metaflow');
  const files = [
    ...(project === undefined ? [] : [path.join(project, 'config.json')]),
    globalFile(env, home),
  ];
  const layers = await Promise.all(files.map((file) => readSettings(file, notes)));
  return {
    notes,
    get(name) {
      const key = `METAFLOW_${name}`;
      const fromEnv = env[key];
      if (fromEnv !== undefined) return fromEnv;
      for (const layer of layers) {
        const value = layer.get(key);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

/** With a profile its file alone counts, not config.json beside it. */
function globalFile(env: Environment, home: string): string {
  const folder = env.METAFLOW_HOME ?? path.join(home, '.metaflowconfig');
  const expanded = folder.startsWith('~') ? path.join(home, folder.slice(1)) : folder;
  const profile = env.METAFLOW_PROFILE;
  return path.join(expanded, profile ? `config_${path.basename(profile)}.json` : 'config.json');
}

async function readSettings(file: string, notes: string[]): Promise<ReadonlyMap<string, string>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return new Map();
  }
  try {
    const json: unknown = JSON.parse(text);
    if (!isObject(json)) throw new Error('not an object');
    return new Map(
      Object.entries(json).flatMap(([key, value]): [string, string][] => {
        const setting = stringOf(value);
        return setting === undefined ? [] : [[key, setting]];
      }),
    );
  } catch {
    notes.push(`The Metaflow configuration ${file} is not a JSON object; it is ignored.`);
    return new Map();
  }
}

/** The nearest folder of this name in `folder` or above it. */
export async function findUpwards(folder: string, name: string): Promise<string | undefined> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const candidate = path.join(at, name);
    if (await isFolder(candidate)) return candidate;
    if (path.dirname(at) === at) return undefined;
  }
}

export async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch {
    return false;
  }
}
