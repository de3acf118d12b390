/** Attributes of FlowSpec itself (metaflow/flowspec.py, 2.19.38): `self.<name>` of these is no artifact. */
export const flowSpecMembers: ReadonlySet<string> = new Set([
  'cmd',
  'foreach_stack',
  'index',
  'input',
  'merge_artifacts',
  'name',
  'next',
  'script_name',
]);

/** Those that the class object itself carries, and so hide a mixin's attribute behind FlowSpec in the bases. */
export const flowSpecClassMembers: ReadonlySet<string> = new Set([
  'cmd',
  'foreach_stack',
  'index',
  'input',
  'merge_artifacts',
  'next',
  'script_name',
]);

/** Names, decorators apart, that `from metaflow import *` brings and the model gives a meaning. */
export const metaflowNames: ReadonlySet<string> = new Set([
  'Config',
  'FlowMutator',
  'FlowSpec',
  'IncludeFile',
  'JSONType',
  'Parameter',
  'StepMutator',
  'UserStepDecorator',
  'current',
  'step',
  'user_step_decorator',
]);
