/** The lines between cards and their labels. */
import { type Layout, smoothPath } from '../../../../../server/src/protocol/layout';
import type { StepState } from '../messages';
import { element, setAttributes, svgElement } from './dom';
import type { Line } from './picture';

interface Drawn {
  readonly path: SVGPathElement;
  readonly label: HTMLElement;
  line: Line;
}

export class Lines {
  readonly svg: SVGSVGElement;
  readonly labels = element('div', { class: 'labels', 'aria-hidden': 'true' });
  readonly #paths = svgElement('g');
  readonly #drawn = new Map<string, Drawn>();

  constructor() {
    const tip = svgElement('path', { d: 'M0,0L8,4L0,8Z' });
    const marker = svgElement(
      'marker',
      {
        id: 'tip',
        viewBox: '0 0 8 8',
        refX: '7.5',
        refY: '4',
        markerWidth: '8',
        markerHeight: '8',
        markerUnits: 'userSpaceOnUse',
        orient: 'auto',
      },
      [tip],
    );
    this.svg = svgElement('svg', { class: 'lines', 'aria-hidden': 'true' }, [
      svgElement('defs', {}, [marker]),
      this.#paths,
    ]);
  }

  /** Takes over the lines and gives the room that each label needs. Places come with `move`. */
  update(lines: readonly Line[]): ReadonlyMap<string, number> {
    const keys = new Set(lines.map((line) => line.key));
    for (const [key, { path, label }] of this.#drawn) {
      if (keys.has(key)) continue;
      path.remove();
      label.remove();
      this.#drawn.delete(key);
    }
    for (const line of lines) this.#draw(line);
    const widths = [...this.#drawn].map(([key, { label, line }]): [string, number] => [
      key,
      line.label === undefined ? 0 : label.offsetWidth,
    ]);
    return new Map(widths);
  }

  move(layout: Layout): void {
    setAttributes(this.svg, { width: String(layout.width), height: String(layout.height) });
    for (const { from, to, points, label: at } of layout.edges) {
      const drawn = this.#drawn.get(JSON.stringify([from, to]));
      if (drawn === undefined) continue;
      setAttributes(drawn.path, { d: smoothPath(points) });
      drawn.label.style.transform = `translate(${at.x}px, ${at.y}px) translate(-50%, -50%)`;
    }
  }

  /** Marks the lines that a run has passed. */
  setStates(states: ReadonlyMap<string, StepState>): void {
    for (const { path, line } of this.#drawn.values()) {
      const [from, to] = [states.get(line.from)?.status, states.get(line.to)?.status];
      const passed = from === 'succeeded' && to !== undefined && to !== 'pending';
      path.classList.toggle('passed', passed);
      path.classList.toggle('flowing', passed && to === 'running');
    }
  }

  #draw(line: Line): void {
    let drawn = this.#drawn.get(line.key);
    if (drawn === undefined) {
      const path = svgElement('path', { 'marker-end': 'url(#tip)' });
      drawn = { path, label: element('span', { class: 'label' }), line };
      this.#paths.append(path);
      this.labels.append(drawn.label);
      this.#drawn.set(line.key, drawn);
    }
    drawn.line = line;
    const { path, label } = drawn;
    path.classList.toggle('wrong', line.wrong);
    path.classList.toggle('many', line.kind === 'foreach' || line.kind === 'parallel');
    setAttributes(path, { 'data-from': line.from, 'data-to': line.to });
    label.hidden = line.label === undefined;
    label.classList.toggle('wrong', line.wrong);
    if (label.textContent !== (line.label ?? '')) label.textContent = line.label ?? '';
  }
}
