import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

/**
 * Which part may import which (ARCHITECTURE.md, "Arrows"). A part may always import itself. A file belongs to the part
 * with the longest matching path.
 */
const language = ['base', 'python', 'flow', 'checks', 'workspace', 'protocol'];
const arrows: Readonly<Record<string, readonly string[]>> = {
  'server/src/base': [],
  'server/src/protocol': [],
  'server/src/python': server('base'),
  'server/src/flow': server('python', 'base'),
  'server/src/checks': server('flow', 'python', 'base'),
  'server/src/workspace': server('checks', 'flow', 'python', 'protocol', 'base'),
  'server/src/features': server(...language),
  'server/src/pickle': server('base'),
  'server/src/store': server('base'),
  'server/src/logs': server('store', 'base'),
  'server/src/rpc': server(...language, 'store', 'pickle', 'logs'),
  'server/src/cli': server('checks', 'workspace', 'flow', 'python', 'protocol/layout', 'base'),
  'server/src/cli.ts': server('cli', 'base'),
  'server/src/dataWorker.ts': server('rpc', 'store', 'pickle', 'logs', 'protocol', 'base'),
  'server/src/server.ts': server('features', 'rpc', ...language),
  'server/src/main.ts': server('server.ts'),
  // The static picture and the webview place steps by the same rules.
  'server/src/flow/export': server('flow', 'python', 'base', 'protocol/layout'),
  'client/src': ['server/src/protocol'],
  'client/src/extension.ts': ['client/src'],
};

function server(...parts: string[]): string[] {
  return parts.map((part) => `server/src/${part}`);
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(file);
    return /\.tsx?$/.test(entry.name) ? [file] : [];
  });
}

const sources: readonly Source[] = [...filesBelow('server/src'), ...filesBelow('client/src')].map((file) => {
  const text = readFileSync(file, 'utf8');
  const imports = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  return { file, text, imports };
});
const product = sources.filter((source) => !source.file.endsWith('.test.ts'));

/** A relative import as a path from the root; a package as its name. */
function target(source: Source, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return path.posix.join(path.posix.dirname(source.file), specifier);
}

const within = (file: string, part: string) =>
  file === part || file === part.replace(/\.ts$/, '') || file.startsWith(`${part}/`);

function partOf(file: string): string | undefined {
  return Object.keys(arrows)
    .filter((part) => within(file, part))
    .sort((a, b) => b.length - a.length)[0];
}

describe('architecture', () => {
  it('every file belongs to a part', () => {
    assert.deepEqual(
      product.map((source) => source.file).filter((file) => partOf(file) === undefined),
      [],
    );
  });

  it('imports follow the arrows', () => {
    const wrong: string[] = [];
    for (const source of product) {
      const part = partOf(source.file);
      if (part === undefined) continue;
      for (const specifier of source.imports) {
        const to = target(source, specifier);
        if (!to.startsWith('server/') && !to.startsWith('client/')) continue;
        const allowed = [part, ...(arrows[part] ?? [])];
        if (!allowed.some((other) => within(to, other))) wrong.push(`${source.file} → ${to}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('features of the extension do not import each other', () => {
    const feature = (file: string) => /^client\/src\/features\/([^/]+)/.exec(file)?.[1];
    const wrong = product.flatMap((source) =>
      source.imports
        .map((specifier) => target(source, specifier))
        .filter((to) => {
          const own = feature(source.file);
          const other = feature(to);
          return own !== undefined && other !== undefined && own !== other;
        })
        .map((to) => `${source.file} → ${to}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('webview apps import nothing of the extension but messages, the channel and types of the protocol', () => {
    const wrong = product
      .filter((source) => /^client\/src\/features\/[^/]+\/app\//.test(source.file))
      .flatMap((source) => {
        const own = path.posix.dirname(path.posix.dirname(source.file)).replace(/\/app$/, '');
        const allowed = [
          `${own}/app`,
          `${own}/messages`,
          'client/src/webview/channel',
          'client/src/webview/duration',
          'server/src/protocol',
        ];
        return source.imports
          .map((specifier) => target(source, specifier))
          .filter((to) => to.startsWith('client/') || to.startsWith('server/'))
          .filter((to) => !allowed.some((part) => within(to, part)))
          .map((to) => `${source.file} → ${to}`);
      });
    assert.deepEqual(wrong, []);
  });

  it('only server/src/python names the parser', () => {
    assert.deepEqual(
      product
        .filter((source) => source.imports.some((name) => name.includes('pyright-internal')))
        .map((source) => source.file)
        .filter((file) => !within(file, 'server/src/python')),
      [],
    );
  });

  it('no import circle', () => {
    const graph = new Map(
      product.map((source) => [
        source.file.replace(/\.ts$/, ''),
        source.imports.map((specifier) => target(source, specifier)),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, trail: readonly string[]) => {
      if (trail.includes(file)) {
        circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
        return;
      }
      if (done.has(file)) return;
      for (const to of graph.get(file) ?? []) if (graph.has(to)) visit(to, [...trail, file]);
      done.add(file);
    };
    for (const file of graph.keys()) visit(file, []);
    assert.deepEqual(circles, []);
  });

  it('no file is longer than 400 lines', () => {
    const long = sources
      .filter((source) => !source.file.includes('/catalog/'))
      .map((source) => ({ file: source.file, lines: source.text.split('\n').length }))
      .filter(({ lines }) => lines > 400);
    assert.deepEqual(long, []);
  });

  it('nothing switches the type checker or the linter off', () => {
    const off = new RegExp(['@ts-(ignore|nocheck|expect-error)', 'biome-ignore', 'as any\\b'].join('|'));
    assert.deepEqual(
      sources.filter((source) => off.test(source.text)).map((source) => source.file),
      [],
    );
  });
});
