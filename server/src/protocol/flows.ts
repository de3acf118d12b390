/** What the extension needs to know of the flows in a document: for lenses, the run form, the graph and the tree. */
import { notification, request } from './request';

export interface Position {
  /** Zero-based. */
  readonly line: number;
  /** Zero-based, UTF-16 code units. */
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type ParameterValue =
  | string
  | number
  | boolean
  | null
  | readonly ParameterValue[]
  | { readonly [key: string]: ParameterValue };

export interface ParameterInfo {
  readonly kind: 'Parameter' | 'IncludeFile' | 'Config';
  /** Name on the command line. */
  readonly name: string;
  /** Python attribute and artifact name. */
  readonly attribute: string;
  /** `str`, `int`, `float`, `bool`, `JSONType`, or other source text; inferred from the default where none is given. */
  readonly type: string;
  /** Absent where there is none, or none that can be read without running Python. */
  readonly default?: ParameterValue;
  readonly hasDefault: boolean;
  readonly required: boolean;
  readonly help?: string;
}

export interface StepInfo {
  readonly name: string;
  /** Of its name in the `def`. */
  readonly range: Range;
  /** URI of the file that defines it (inherited steps). */
  readonly uri: string;
}

export interface FlowInfo {
  readonly name: string;
  readonly uri: string;
  /** Of the class name. */
  readonly range: Range;
  /** Whether `python FILE` would start this flow. */
  readonly started: boolean;
  readonly parameters: readonly ParameterInfo[];
  readonly steps: readonly StepInfo[];
  /** Whether the flow has mistakes of severity error. */
  readonly hasErrors: boolean;
}

/** The flows of one open or saved file, in source order. */
export const flowsRequest = request<{ readonly uri: string }, readonly FlowInfo[]>('stepwise/flows');

/** Sent after a document was analysed. An empty list means that it has no flow any more. */
export const flowsChanged = notification<{
  readonly uri: string;
  readonly version: number;
  readonly flows: readonly FlowInfo[];
}>('stepwise/flowsChanged');
