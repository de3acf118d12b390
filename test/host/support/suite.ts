/** What VS Code calls in the extension host: finds the bundled tests beside it and runs them with Mocha. */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../../client/src/extension';
import { extensionId } from './editor';

export async function run(): Promise<void> {
  const folder = path.dirname(__dirname);
  const lines: string[] = [];
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: reporter(lines) });
  for (const name of readdirSync(folder))
    if (name.endsWith('.test.js')) mocha.addFile(path.join(folder, name));
  const { stats } = await new Promise<Mocha.Runner>((resolve) => {
    const runner = mocha.run(() => resolve(runner));
  });
  const passed = stats?.passes ?? 0;
  const failed = stats?.failures ?? 0;
  const result = process.env.STEPWISE_HOST_RESULT;
  const output = `${lines.join('\n')}\n`;
  const api: Api | undefined = vscode.extensions.getExtension(extensionId)?.exports;
  const report = { passed, failed, skipped: [], output, activation: api?.activation };
  if (result !== undefined) writeFileSync(result, JSON.stringify(report));
  if (failed > 0 || passed === 0) throw new Error(`${failed} tests failed and ${passed} passed.`);
}

/** The output of the extension host does not reach the terminal: what would be printed is kept. */
function reporter(lines: string[]) {
  return class extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      super(runner, options);
      runner.on('suite', (suite) => suite.title !== '' && lines.push(`▶ ${suite.title}`));
      runner.on('pass', (test) => lines.push(`  ✔ ${test.title} (${test.duration} ms)`));
      runner.on('fail', (test, error) =>
        lines.push(`  ✖ ${test.fullTitle()}`, String(error instanceof Error ? error.stack : error)),
      );
    }
  };
}
