import { codeLens } from './codeLens';
import { completion } from './completion';
import { definition } from './definition';
import { diagnostics } from './diagnostics';
import { documentSymbol } from './documentSymbol';
import type { Feature } from './feature';
import { hover } from './hover';

/** Every feature of the language server. */
export const features: readonly Feature[] = [
  diagnostics,
  codeLens,
  documentSymbol,
  definition,
  hover,
  completion,
];
