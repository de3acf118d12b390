import type { BoxKind, Picture } from './picture';

const shapes: Readonly<Record<BoxKind, string>> = {
  start: 'shape=oval',
  linear: 'shape=box, style=rounded',
  split: 'shape=trapezium',
  foreach: 'shape=box3d',
  parallel: 'shape=box3d',
  switch: 'shape=hexagon',
  join: 'shape=invtrapezium',
  end: 'shape=oval',
  unknown: 'shape=box, style=dashed',
  missing: 'shape=box, style=dashed, color=red, fontcolor=red',
};

/** A flow in the language of Graphviz. */
export function dot({ flow, boxes, arrows }: Picture): string {
  const lines = [
    `digraph ${quoted(flow)} {`,
    '  node [fontname="Helvetica"];',
    '  edge [fontname="Helvetica", fontsize=10];',
  ];
  for (const { name, kind, note } of boxes)
    lines.push(
      `  ${quoted(name)} [label=${quoted(note === '' ? name : `${name}\n${note}`)}, ${shapes[kind]}];`,
    );
  for (const { from, to, label } of arrows)
    lines.push(`  ${quoted(from)} -> ${quoted(to)}${label === '' ? '' : ` [label=${quoted(label)}]`};`);
  return [...lines, '}', ''].join('\n');
}

/** A backslash would begin an escape such as `\N`, which Graphviz replaces. */
function quoted(text: string): string {
  return `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/\r\n|\r|\n/g, '\\n')}"`;
}
