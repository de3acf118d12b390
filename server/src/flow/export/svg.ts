import { layout, type Point, smoothPath } from '../../protocol/layout';
import type { Box, BoxKind, Picture } from './picture';

const margin = 24;
const titleHeight = 32;
const lineHeight = 16;
/** About the width of a letter of the fonts named below. */
const letter = { name: 8, note: 6.5 };

const style = `
text{font:13px Helvetica,Arial,sans-serif;text-anchor:middle;fill:#1f2328}
.title{font-size:15px;font-weight:bold;text-anchor:start}
.note{font-size:11px;fill:#59636e}
.box{fill:#fff;stroke:#59636e;stroke-width:1.2}
.start .box,.end .box{fill:#dafbe1;stroke:#1a7f37}
.split .box,.foreach .box,.parallel .box{fill:#ddf4ff;stroke:#0969da}
.join .box{fill:#fbefff;stroke:#8250df}
.switch .box{fill:#fff8c5;stroke:#9a6700}
.unknown .box{stroke-dasharray:4}
.missing .box{stroke:#cf222e;stroke-dasharray:4}
.missing text{fill:#cf222e}
.edge{fill:none;stroke:#59636e;stroke-width:1.2;marker-end:url(#arrow)}
.halo{paint-order:stroke;stroke:#fff;stroke-width:4px}
#arrow path{fill:#59636e}
`;

/** Flows as a picture that needs nothing else, one below the other. */
export function svg(pictures: readonly Picture[]): string {
  const parts: string[] = [];
  let width = 0;
  let y = margin;
  for (const picture of pictures) {
    const drawn = draw(picture);
    parts.push(
      `<g transform="translate(${margin},${round(y)})"><text class="title" x="0" y="14">${escaped(picture.flow)}</text>`,
      `<g transform="translate(0,${titleHeight})">`,
      ...drawn.parts,
      '</g></g>',
    );
    width = Math.max(width, drawn.width, picture.flow.length * 10);
    y += titleHeight + drawn.height + margin;
  }
  const names = escaped(pictures.map(({ flow }) => flow).join(', '));
  const size = `${round(width + 2 * margin)} ${round(y)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" width="${round(width + 2 * margin)}" height="${round(y)}" role="img">`,
    `<title>${names}</title>`,
    `<style>${style}</style>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0L8,4L0,8Z"/></marker></defs>',
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function draw({ boxes, arrows }: Picture): { parts: string[]; width: number; height: number } {
  const sizes = new Map(boxes.map((box) => [box.name, sizeOf(box)]));
  const placed = layout(
    boxes.map(({ name }) => ({ id: name, ...(sizes.get(name) ?? { width: 0, height: 0 }) })),
    arrows.map(({ from, to, label }) => ({
      from,
      to,
      ...(label !== '' && { labelWidth: label.length * letter.note }),
    })),
  );
  const parts: string[] = [];
  const labels: string[] = [];
  placed.edges.forEach((edge, i) => {
    parts.push(`<path class="edge" d="${smoothPath(edge.points)}"/>`);
    const text = arrows[i]?.label;
    if (text) labels.push(textAt(edge.label, text, 'note halo'));
  });
  for (const box of boxes) {
    const center = placed.nodes.get(box.name);
    const size = sizes.get(box.name);
    if (!center || !size) continue;
    const lift = box.note === '' ? 0 : lineHeight / 2;
    parts.push(
      `<g class="${box.kind}">${outline(box.kind, center, size)}`,
      textAt({ x: center.x, y: center.y - lift }, box.name, 'name'),
      ...(box.note === '' ? [] : [textAt({ x: center.x, y: center.y + lift }, box.note, 'note')]),
      '</g>',
    );
  }
  return { parts: [...parts, ...labels], width: placed.width, height: placed.height };
}

function sizeOf({ name, note }: Box): { width: number; height: number } {
  const text = Math.max(name.length * letter.name, note.length * letter.note);
  return { width: Math.max(72, text + 32), height: note === '' ? 36 : 48 };
}

/** Rounded boxes; a switch has points at its sides, many tasks stand behind one another. */
function outline(kind: BoxKind, center: Point, { width, height }: { width: number; height: number }): string {
  const [left, top] = [center.x - width / 2, center.y - height / 2];
  if (kind === 'switch') {
    const corners = [
      [left, center.y],
      [left + 12, top],
      [left + width - 12, top],
      [left + width, center.y],
      [left + width - 12, top + height],
      [left + 12, top + height],
    ];
    return `<polygon class="box" points="${corners.map(([x = 0, y = 0]) => `${round(x)},${round(y)}`).join(' ')}"/>`;
  }
  const radius = kind === 'start' || kind === 'end' ? height / 2 : 6;
  const rect = (by: number) =>
    `<rect class="box" x="${round(left + by)}" y="${round(top + by)}" width="${round(width)}" height="${height}" rx="${radius}"/>`;
  return kind === 'foreach' || kind === 'parallel' ? rect(4) + rect(0) : rect(0);
}

function textAt({ x, y }: Point, text: string, kind: string): string {
  return `<text class="${kind}" x="${round(x)}" y="${round(y + 4.5)}">${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
