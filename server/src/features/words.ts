/** Steps in words, for lenses, symbols, completion and hovers. */
import type { Flow, Step } from '../flow/model';

/** What a step does next: `→ train`, `foreach items → fit`, `join → end`. */
export function describeStep(step: Step, flow: Flow): string {
  const { graph } = flow;
  const transition = step.transition;
  const targets = unique(
    transition?.targets.map((target) => target.name).filter((name) => name !== '') ?? [],
  );
  const list = shorten(targets).join(', ');
  const arrow = list === '' ? '' : `→ ${list}`;
  if (transition === undefined)
    return graph.end === step.name ? 'end' : step.numArgs > 1 ? 'join' : 'no transition';
  switch (transition.type) {
    case 'join':
      return `join ${arrow}`;
    case 'split':
      return `branch ${arrow}`;
    case 'foreach':
      return transition.numParallel === undefined
        ? `foreach ${transition.foreach?.value ?? '…'} ${arrow}`
        : `parallel${transition.numParallel.value === undefined ? '' : ` × ${transition.numParallel.value}`} ${arrow}`;
    case 'split-switch':
      return `switch on ${transition.condition?.value ?? '…'} ${arrow}`;
    case 'linear':
      return arrow;
    default:
      return arrow === '' ? 'no transition' : arrow;
  }
}

/** First line of a docstring. */
export function summary(doc: string | undefined): string | undefined {
  return doc
    ?.split(/\r\n|[\r\n]/)
    .map((line) => line.trim())
    .find((line) => line !== '');
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** Long lists would make a lens wider than the editor. */
function shorten(names: readonly string[]): readonly string[] {
  return names.length <= 4 ? names : [...names.slice(0, 3), `${names.length - 3} more`];
}
