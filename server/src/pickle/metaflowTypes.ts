/** Classes that Metaflow itself writes into artifacts. */
import { attributes, call, type ObjectShape } from './shape';

/** metaflow/datastore/task_datastore.py and metaflow/tuple_util.py, 2.19.38: its module is written as `__main__`. */
const frameFields = ['step', 'var', 'num_splits', 'index', 'value'];

const foreachFrame: ObjectShape = ({ args }) =>
  call('ForeachFrame', ...args.map((value, i) => ({ label: frameFields[i], value })));

/** metaflow/exception.py, 2.19.38: made empty, then given exception, type and stacktrace. */
const exceptionWrapper: ObjectShape = ({ state }) => {
  const parts = attributes(state);
  return parts && call('MetaflowExceptionWrapper', ...parts);
};

/** metaflow/includefile.py, 2.19.38: a descriptor of where the content is, not the content. */
const includedFile: ObjectShape = ({ state }) => {
  const descriptor = state?.kind === 'dict' ? state.entries[0]?.[1] : undefined;
  return descriptor?.kind === 'dict' ? call('IncludedFile', { value: descriptor }) : undefined;
};

export const metaflowTypes: ReadonlyMap<string, ObjectShape> = new Map([
  ['__main__.ForeachFrame', foreachFrame],
  ['metaflow.datastore.task_datastore.ForeachFrame', foreachFrame],
  ['metaflow.exception.MetaflowExceptionWrapper', exceptionWrapper],
  ['metaflow.includefile.IncludedFile', includedFile],
]);
