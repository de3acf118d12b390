/**
 * A whole flow file around the body of its class, for the documentation of a check.
 * @param body indented as the lines of a template literal are: the first line's indent is taken away
 */
export function example(body: string, imports = 'FlowSpec, step'): string {
  const indented = dedent(body)
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`));
  return [
    `from metaflow import ${imports}`,
    '',
    '',
    'class ExampleFlow(FlowSpec):',
    ...indented,
    '',
    '',
    "if __name__ == '__main__':",
    '    ExampleFlow()',
    '',
  ].join('\n');
}

/** Lines of a template literal without the indent of the first one. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(indent))).join('\n');
}
