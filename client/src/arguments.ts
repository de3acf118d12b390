/** Arguments of commands, which anyone may call with anything, parsed. */
import type { FlowArgument, StepArgument } from './contributionTables';

function text(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const field = (value as Record<string, unknown>)[name];
  return typeof field === 'string' ? field : undefined;
}

export function flowArgument(value: unknown): FlowArgument | undefined {
  const [uri, flow] = [text(value, 'uri'), text(value, 'flow')];
  return uri === undefined || flow === undefined ? undefined : { uri, flow };
}

export function stepArgument(value: unknown): StepArgument | undefined {
  const flow = flowArgument(value);
  const step = text(value, 'step');
  return flow === undefined || step === undefined ? undefined : { ...flow, step };
}
