import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type OracleSource, pythonWithMetaflow } from '../support/oracle';

/** The flow files of Metaflow's tutorials, from the installed package. */
export function tutorials(): OracleSource[] {
  const python = pythonWithMetaflow();
  if (python === undefined) return [];
  const environment = path.dirname(path.dirname(path.resolve(python)));
  const unix = path.join(environment, 'lib');
  const libraries = [
    path.join(environment, 'Lib'),
    ...(existsSync(unix) ? readdirSync(unix).map((name) => path.join(unix, name)) : []),
  ];
  return libraries
    .map((library) => path.join(library, 'site-packages', 'metaflow', 'tutorials'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.py'))
        .map((name) => path.join(folder, name))
        .map((file) => ({ file, source: readFileSync(file, 'utf8') })),
    );
}
