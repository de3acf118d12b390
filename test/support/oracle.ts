/** Asks the installed Metaflow what it makes of flows: see test/oracle/oracle.py. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface OracleSource {
  readonly file: string;
  readonly source: string;
}

/** A step of Metaflow's graph by Metaflow's own names. */
export interface OracleNode {
  readonly type: string | null;
  readonly out: readonly string[];
  readonly in: readonly string[];
  readonly matching_join: string | null;
  readonly split_parents: readonly string[];
  readonly split_branches: readonly string[];
  readonly is_inside_foreach: boolean;
  readonly num_args: number;
  readonly line: number;
  readonly next_line: number;
  readonly has_tail_next: boolean;
  readonly invalid_tail_next: boolean;
  readonly foreach_param: string | number | boolean | null;
  readonly num_parallel: string | number | boolean | null;
  readonly parallel_foreach: boolean;
  readonly parallel_step: boolean;
  readonly condition: string | null;
  readonly switch_cases: Readonly<Record<string, string>>;
  readonly is_start_step: boolean;
  readonly is_end_step: boolean;
}

export interface OracleFinding {
  readonly error_type: string | null;
  /** The function of metaflow/lint.py that complained. */
  readonly check: string | null;
  readonly message: string | null;
  /** One-based. */
  readonly lineno: number | null;
  /** The wording hangs on the order of a Python set. */
  readonly unstable: boolean;
}

export interface OracleAnswer extends OracleFinding {
  readonly file: string;
  readonly ok: boolean;
  readonly phase: 'read' | 'syntax' | 'import' | 'no-flow' | 'params' | 'lint' | 'check' | 'done' | 'timeout';
  /** The class that it looked at: the one started, else the last one that no other extends. */
  readonly flow: string | null;
  readonly flows: readonly string[];
  readonly start_step: string | null;
  readonly end_step: string | null;
  readonly sorted: readonly string[];
  /** Empty where Python did not come as far as the class. */
  readonly graph: Readonly<Record<string, OracleNode>>;
  /** With `all`: the first finding of every check on its own. */
  readonly all?: readonly OracleFinding[];
}

export type OracleMode = 'lint' | 'params' | 'check' | 'run';

/** A Python that can import Metaflow: STEPWISE_TEST_PYTHON, else the one of examples/.venv. */
export function pythonWithMetaflow(): string | undefined {
  const folder = path.join('examples', '.venv');
  return [
    process.env.STEPWISE_TEST_PYTHON,
    path.join(folder, 'bin', 'python'),
    path.join(folder, 'Scripts', 'python.exe'),
  ].find((python) => python !== undefined && python !== '' && existsSync(python));
}

/** The reason to skip a test that needs Metaflow, or false where it can run. */
export function skipWithoutMetaflow(): string | false {
  return pythonWithMetaflow() ? false : 'no Python with Metaflow: set STEPWISE_TEST_PYTHON or run npm start';
}

/**
 * The answers in the order of the sources, all from one Python process.
 * @throws where Python or the script fails as a whole
 */
export async function askOracle(
  sources: readonly OracleSource[],
  mode: OracleMode,
  options: { readonly all?: boolean } = {},
): Promise<OracleAnswer[]> {
  const python = pythonWithMetaflow();
  if (!python) throw new Error('There is no Python with Metaflow.');
  const args = [path.join('test', 'oracle', 'oracle.py'), '--jsonl', '--mode', mode];
  if (options.all) args.push('--all');
  const child = spawn(path.resolve(python), args, {
    env: { ...process.env, PYTHONHASHSEED: '0', PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => output.push(data));
  child.stderr.on('data', (data: Buffer) => errors.push(data));
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // Python may end before it has read everything; its exit code tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(sources.map((source) => `${JSON.stringify(source)}\n`).join(''));
  const code = await closed;
  const lines = Buffer.concat(output)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  if (code !== 0 || lines.length !== sources.length) {
    const said = Buffer.concat(errors).toString('utf8');
    throw new Error(
      `The oracle ended with ${code} after ${lines.length} of ${sources.length} flows. ${said}`,
    );
  }
  return lines.map((line) => JSON.parse(line) as OracleAnswer);
}
