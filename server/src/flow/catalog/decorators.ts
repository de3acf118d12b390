/** What the model must know of Metaflow's own decorators (metaflow/plugins/__init__.py, 2.19.38). */
export interface KnownDecorator {
  readonly name: string;
  readonly scope: 'step' | 'flow';
  /** Makes its step a gang of tasks (IS_PARALLEL). */
  readonly parallel?: true;
  /** May be given more than once (allow_multiple). */
  readonly multiple?: true;
}

export const knownDecorators: readonly KnownDecorator[] = [
  { name: 'batch', scope: 'step' },
  { name: 'card', scope: 'step', multiple: true },
  { name: 'catch', scope: 'step' },
  { name: 'conda', scope: 'step' },
  { name: 'environment', scope: 'step' },
  { name: 'kubernetes', scope: 'step' },
  { name: 'parallel', scope: 'step', parallel: true },
  { name: 'pypi', scope: 'step' },
  { name: 'pytorch_parallel', scope: 'step', parallel: true },
  { name: 'resources', scope: 'step' },
  { name: 'retry', scope: 'step' },
  { name: 'secrets', scope: 'step' },
  { name: 'timeout', scope: 'step' },
  { name: 'airflow_internal', scope: 'step' },
  { name: 'argo_workflows_internal', scope: 'step' },
  { name: 'step_functions_internal', scope: 'step' },
  { name: 'unbounded_test_foreach_internal', scope: 'step' },
  { name: 'airflow_external_task_sensor', scope: 'flow', multiple: true },
  { name: 'airflow_s3_key_sensor', scope: 'flow', multiple: true },
  { name: 'conda_base', scope: 'flow' },
  { name: 'exit_hook', scope: 'flow', multiple: true },
  { name: 'project', scope: 'flow' },
  { name: 'pypi_base', scope: 'flow' },
  { name: 'schedule', scope: 'flow' },
  { name: 'trigger', scope: 'flow' },
  { name: 'trigger_on_finish', scope: 'flow' },
];

const byName = new Map(knownDecorators.map((decorator) => [decorator.name, decorator]));

/** The decorator of that name that Metaflow itself brings. */
export function knownDecorator(name: string): KnownDecorator | undefined {
  return byName.get(name);
}
