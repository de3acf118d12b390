/** Whether a Python source may have to do with Metaflow: a cheap look that decides only whether the server starts. */
export function mentionsFlow(source: string): boolean {
  return /\bmetaflow\b|\bFlowSpec\b|^\s*@step\b|\bself\.next\s*\(/m.test(source);
}
