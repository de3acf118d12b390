import type { BoxKind, Picture } from './picture';

/** What stands before and behind the quoted label. */
const shapes: Readonly<Record<BoxKind, readonly [string, string]>> = {
  start: ['([', '])'],
  linear: ['[', ']'],
  split: ['[/', '\\]'],
  foreach: ['[[', ']]'],
  parallel: ['[[', ']]'],
  switch: ['{{', '}}'],
  join: ['[\\', '/]'],
  end: ['([', '])'],
  unknown: ['[', ']'],
  missing: ['[', ']'],
};

/** Flows as one Mermaid flowchart; several are drawn in a frame each. */
export function mermaid(pictures: readonly Picture[]): string {
  const lines = ['flowchart TD'];
  const missing: string[] = [];
  const framed = pictures.length > 1;
  pictures.forEach(({ flow, boxes, arrows }, index) => {
    const indent = framed ? '    ' : '  ';
    // Step names may be words of Mermaid's (`end`), so the boxes have names of their own.
    const ids = new Map(boxes.map(({ name }, i) => [name, `f${index}s${i}`]));
    if (framed) lines.push(`  subgraph f${index}[${quoted(flow)}]`);
    for (const { name, kind, note } of boxes) {
      const [open, close] = shapes[kind];
      const id = ids.get(name) ?? '';
      lines.push(`${indent}${id}${open}${quoted(note === '' ? name : `${name}\n${note}`)}${close}`);
      if (kind === 'missing') missing.push(id);
    }
    for (const { from, to, label } of arrows)
      lines.push(`${indent}${ids.get(from)} -->${label === '' ? '' : `|${quoted(label)}|`} ${ids.get(to)}`);
    if (framed) lines.push('  end');
  });
  if (missing.length > 0)
    lines.push(
      '  classDef missing stroke:#c00,color:#c00,stroke-dasharray:4',
      `  class ${missing.join(',')} missing`,
    );
  return [...lines, ''].join('\n');
}

/** Mermaid reads HTML in labels; its own escapes are entities written with `#`. */
function quoted(text: string): string {
  const escaped = text.replaceAll(/[#&<>"`\\]/g, (c) => `#${c.charCodeAt(0)};`);
  return `"${escaped.replaceAll(/\r\n|\r|\n/g, '<br/>')}"`;
}
