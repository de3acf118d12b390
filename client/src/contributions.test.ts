import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commands, contextKeys, settings, views } from './contributionTables';

interface Property {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
}
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
  };
}
const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

test('the manifest has the commands of the table and no others', () => {
  assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), Object.keys(commands).sort());
});

test('menus and keys name commands and context keys that exist', () => {
  for (const { command, when } of [...contributes.keybindings, ...Object.values(contributes.menus).flat()]) {
    assert.ok(command in commands, command);
    for (const [key] of when.matchAll(/stepwise\.\w+/g)) {
      const known = key in contextKeys || Object.values<string>(views).includes(key);
      assert.ok(known, `${command}: when ${key}`);
    }
  }
});

test('the manifest has the views of the table and no others', () => {
  const ids = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));
  assert.deepEqual(ids.sort(), Object.values(views).sort());
});

test('each setting has the type of the table and a default', () => {
  const { properties } = contributes.configuration;
  const names = Object.keys(settings).map((name) => `stepwise.${name}`);
  assert.deepEqual(Object.keys(properties).sort(), names.sort());
  for (const [name, kind] of Object.entries(settings)) {
    const property = properties[`stepwise.${name}`];
    if (typeof kind === 'string') assert.equal(property?.type, kind, name);
    else assert.deepEqual(property?.enum, kind, name);
    assert.notEqual(property?.default, undefined, `${name} has no default`);
  }
});
