/** What stands in the tree, as plain values. */
import type {
  ArtifactSummary,
  FlowSummary,
  RunSummary,
  StepSummary,
  TaskSummary,
} from '../../../../server/src/protocol/store';
import type { StoreRef } from '../../storeArguments';

export type Node =
  | { readonly kind: 'root'; readonly root: string }
  | { readonly kind: 'flow'; readonly flow: FlowSummary }
  | { readonly kind: 'run'; readonly run: RunSummary }
  | { readonly kind: 'step'; readonly step: StepSummary }
  | { readonly kind: 'task'; readonly task: TaskSummary }
  | { readonly kind: 'log'; readonly task: TaskSummary }
  | { readonly kind: 'artifact'; readonly artifact: ArtifactSummary }
  /** Loads runs older than the last one shown. */
  | { readonly kind: 'more'; readonly flow: FlowSummary }
  /** Nothing is there, or it could not be read. */
  | {
      readonly kind: 'note';
      readonly text: string;
      readonly problem: boolean;
    };

/** What it refers to in the datastore. */
export function refOf(node: Node): StoreRef | undefined {
  switch (node.kind) {
    case 'flow':
    case 'more':
      return node.flow;
    case 'run':
      return node.run;
    case 'step':
      return node.step;
    case 'task':
    case 'log':
      return node.task;
    case 'artifact':
      return node.artifact;
    case 'root':
    case 'note':
      return undefined;
  }
}

/** The same over reloads: rows keep their place, selection and expansion. */
export function idOf(node: Node, parent: string): string {
  const own = (): readonly (string | undefined)[] => {
    switch (node.kind) {
      case 'root':
        return [node.root];
      case 'flow':
        return [node.flow.root, node.flow.flow];
      case 'run':
        return [node.run.run];
      case 'step':
        return [node.step.step];
      case 'task':
        return [node.task.task];
      case 'artifact':
        return [node.artifact.name];
      case 'log':
      case 'more':
      case 'note':
        return [];
    }
  };
  return `${parent}\n${JSON.stringify([node.kind, ...own()])}`;
}

/** Whether what it says and holds can still change. */
export function isOpen(node: Node): boolean {
  switch (node.kind) {
    case 'run':
      return node.run.status === 'running' || node.run.status === 'unknown';
    case 'step':
      return node.step.status !== 'succeeded' && node.step.status !== 'failed';
    case 'task':
      return node.task.status !== 'succeeded' && node.task.status !== 'failed';
    // What these hold is told by the server when it changes.
    case 'root':
    case 'flow':
    case 'artifact':
    case 'log':
      return false;
    case 'more':
    case 'note':
      return true;
  }
}
