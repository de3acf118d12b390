/** Our verdict on flows against Metaflow's: recorded and of the installed Metaflow. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checks } from '../../server/src/checks/registry';
import { diagnose } from '../support/checkRule';
import { askOracle, type OracleSource, skipWithoutMetaflow } from '../support/oracle';
import { disagreement, type Verdict } from './agreement';
import { generateFlows } from './generate';
import { tutorials } from './tutorials';

interface Recorded extends Verdict, OracleSource {}

function recorded(fixture: string): Recorded[] {
  const lines = readFileSync(`test/fixtures/${fixture}.jsonl`, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Recorded);
}

function report(flows: readonly Recorded[]): string[] {
  return flows.flatMap((flow) => {
    const found = disagreement(flow.source, flow);
    return found === undefined ? [] : [`${flow.file}: ${found}`];
  });
}

/** Refused for something else than their graph, which no check of ours covers yet; by reason. */
const notYet: Readonly<Record<string, readonly string[]>> = {
  '@batch needs another datastore': ['batch_local.py'],
  'decorator: @catch on a split': ['catch_foreach.py', 'catch_switch.py'],
  '@conda needs another environment': ['conda_base_local.py', 'conda_local.py'],
  Config: [
    'config_bad_json.py',
    'config_both.py',
    'config_dup.py',
    'config_missing_file.py',
    'config_required.py',
  ],
  'decorator misplaced, doubled or with an unknown argument': [
    'deco_below_step.py',
    'deco_dup.py',
    'deco_unknown_attr.py',
    'flow_deco_dup.py',
    'flow_deco_on_step.py',
    'step_deco_on_class.py',
  ],
  'a step without source': ['exec_step.py'],
  'decorator: @exit_hook': ['exit_hook_none.py'],
  'imports a module that is not installed': ['import_error.py'],
  'never ends while it is imported': ['infinite.py'],
  '@kubernetes needs another datastore': ['k8s_local.py'],
  'a step that is a lambda': ['lambda_step.py'],
  'has no flow': ['no_flow.py'],
  Parameter: ['param_func_required.py', 'param_reserved.py', 'param_reserved2.py', 'param_sep_int.py'],
  'decorator: @project': ['project_badname.py', 'project_long.py', 'project_noname.py'],
  '@pypi needs another environment': ['pypi_local.py'],
  'decorator: @retry': ['retry_bad_type.py', 'retry_too_many.py'],
  'leaves while it is imported': ['sys_exit.py'],
  'decorator: @timeout': ['timeout_none.py'],
  'decorator: @trigger_on_finish': ['tof_bad.py', 'tof_badname.py', 'tof_both.py'],
  'decorator: @trigger': [
    'trigger_both.py',
    'trigger_dup.py',
    'trigger_int.py',
    'trigger_noname.py',
    'trigger_none.py',
  ],
};

describe('recorded verdicts', () => {
  it('of generated flows are ours', () => {
    assert.deepEqual(report(recorded('flows')), []);
  });

  it('of flows for odd corners are ours, but for those that only other phases refuse', () => {
    const flows = recorded('edge-flows');
    const covered = flows.filter(({ phase }) => phase === 'done' || phase === 'lint' || phase === 'syntax');
    assert.deepEqual(report(covered), []);
    const silent = flows.filter((flow) => !covered.includes(flow) && diagnose(flow.source).length === 0);
    assert.deepEqual(silent.map(({ file }) => file).sort(), Object.values(notYet).flat().sort());
  });
});

const skip = skipWithoutMetaflow();

/** Asks the installed Metaflow in its mode `lint`, and says where we disagree. */
async function compareLive(sources: readonly OracleSource[]): Promise<{ compared: number; found: string[] }> {
  const answers = await askOracle(sources, 'lint');
  const compared = answers.flatMap((answer, i): Recorded[] => {
    const { source } = sources[i] ?? {};
    const { phase } = answer;
    if (source === undefined || (phase !== 'lint' && phase !== 'done' && phase !== 'syntax')) return [];
    return [{ ...answer, source, line: answer.lineno }];
  });
  return {
    compared: compared.length,
    found: compared.flatMap((one) => report([one]).map((text) => `${text}\n${one.source}`)),
  };
}

describe('live verdicts', { skip }, () => {
  it('on generated and mutated flows are ours', async () => {
    const seed = Number(process.env.STEPWISE_TEST_SEED ?? 2);
    const count = Number(process.env.STEPWISE_TEST_FLOWS ?? 1200);
    const { compared, found } = await compareLive(generateFlows(seed, count));
    assert.ok(compared > count * 0.75, `only ${compared} of ${count} generated flows come to the linter`);
    assert.equal(found.length, 0, `${found.length} of ${compared}:\n${found.slice(0, 5).join('\n')}`);
  });

  it("on Metaflow's tutorials are ours", async () => {
    const { compared, found } = await compareLive(tutorials());
    assert.ok(compared >= 5, 'the tutorials are there');
    assert.deepEqual(found, []);
  });

  it('refuse the bad example of each check and accept the good one', async () => {
    const sources = checks.flatMap(({ code, doc }) => [
      { file: `${code}_bad.py`, source: doc.bad },
      { file: `${code}_good.py`, source: doc.good },
    ]);
    const { compared, found } = await compareLive(sources);
    assert.equal(compared, sources.length);
    assert.deepEqual(found, []);
    const answers = await askOracle(sources, 'lint');
    assert.deepEqual(
      answers.map(({ file, ok }) => `${file} ${ok}`),
      sources.map(({ file }) => `${file} ${file.endsWith('_good.py')}`),
    );
  });
});
