/** The picture: cards, lines and labels of one graph, placed by the layout, moved gently when it changes. */
import type { GraphData } from '../../../../../server/src/protocol/graph';
import { type Layout, layout } from '../../../../../server/src/protocol/layout';
import type { RunView, StepState } from '../messages';
import { element, setAttributes } from './dom';
import { Lines } from './lines';
import { type Heading, neighbour } from './navigate';
import { type Picture, pictureOf } from './picture';
import { StepCard } from './stepCard';

const headings: Readonly<Record<string, Heading>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
const nothing: Layout = { nodes: new Map(), edges: [], width: 0, height: 0 };

export interface SceneEvents {
  /** A step was clicked or Enter was pressed on it. */
  chosen(step: string): void;
  /** A step got the focus by the keyboard. */
  focused(step: string): void;
}

export class Scene {
  readonly element = element('div', { class: 'world', role: 'group' });
  readonly #events: SceneEvents;
  readonly #cards = new Map<string, StepCard>();
  readonly #lines = new Lines();
  readonly #deck = element('div', { class: 'deck' });
  #layout = nothing;
  #start: string | undefined;
  #states: ReadonlyMap<string, StepState> = new Map();
  #caret: string | undefined;

  constructor(events: SceneEvents) {
    this.#events = events;
    this.element.append(this.#lines.svg, this.#deck, this.#lines.labels);
    this.#deck.addEventListener('click', (event) => {
      const step = stepOf(event.target);
      if (step !== undefined) events.chosen(step);
    });
    this.#deck.addEventListener('keydown', (event) => this.#key(event));
  }

  get size(): { readonly width: number; readonly height: number } {
    return this.#layout;
  }

  /** Where the flow begins, to keep it in sight. */
  get anchor(): number {
    const first = this.#start ?? [...this.#cards.keys()][0] ?? '';
    return this.#layout.nodes.get(first)?.x ?? this.#layout.width / 2;
  }

  /** Draws a graph and returns what it drew. */
  draw(graph: GraphData): Picture {
    const picture = pictureOf(graph);
    const first = this.#cards.size === 0;
    this.#start = graph.start;
    setAttributes(this.element, { 'aria-label': `Step graph of ${graph.flow}` });
    this.#updateCards(picture);
    const room = this.#lines.update(picture.lines);
    // All sizes are read at once, before anything is moved: one reflow.
    const nodes = [...this.#cards].map(([id, { element: card }]) => ({
      id,
      width: card.offsetWidth,
      height: card.offsetHeight,
    }));
    const edges = picture.lines.map(({ key, from, to }) => ({ from, to, labelWidth: room.get(key) ?? 0 }));
    this.#layout = layout(nodes, edges, { nodeGap: 36, rankGap: 46 });
    this.element.classList.toggle('gentle', !first);
    this.element.style.width = `${this.#layout.width}px`;
    this.element.style.height = `${this.#layout.height}px`;
    for (const { id, width, height } of nodes) {
      const centre = this.#layout.nodes.get(id);
      if (centre !== undefined) this.#cards.get(id)?.moveTo(centre.x - width / 2, centre.y - height / 2);
    }
    this.#lines.move(this.#layout);
    this.#applyStates();
    this.setCaret(this.#caret);
    return picture;
  }

  setRun(run: RunView | null): void {
    this.#states = new Map(run?.steps.map((step) => [step.name, step]));
    this.element.classList.toggle('live', run !== null);
    this.#applyStates();
  }

  setCaret(step: string | undefined): void {
    this.#caret = step;
    for (const [name, card] of this.#cards) card.setCaret(name === step);
  }

  focus(step: string): void {
    this.#cards.get(step)?.element.focus({ preventScroll: true });
  }

  /** The box of a step in the picture. */
  box(step: string): { x: number; y: number; width: number; height: number } | undefined {
    const centre = this.#layout.nodes.get(step);
    const card = this.#cards.get(step)?.element;
    if (centre === undefined || card === undefined) return undefined;
    const { offsetWidth: width, offsetHeight: height } = card;
    return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
  }

  #updateCards(picture: Picture): void {
    const names = new Set(picture.cards.map((card) => card.node.name));
    for (const [name, card] of this.#cards) {
      if (names.has(name)) continue;
      card.element.remove();
      this.#cards.delete(name);
    }
    let before: Element | null = null;
    for (const card of picture.cards) {
      const { name } = card.node;
      const known: StepCard | undefined = this.#cards.get(name);
      const shown: StepCard = known ?? new StepCard(card);
      known?.update(card);
      this.#cards.set(name, shown);
      // Tab goes through the steps in the order of the graph. A card that stands right is not moved: it has the focus.
      const next: Element | null = before === null ? this.#deck.firstElementChild : before.nextElementSibling;
      if (next !== shown.element) this.#deck.insertBefore(shown.element, next);
      before = shown.element;
    }
  }

  #applyStates(): void {
    for (const [name, card] of this.#cards) {
      const live = this.element.classList.contains('live');
      const state = this.#states.get(name) ?? { name, status: 'pending', total: 0, done: 0, failed: 0 };
      card.setState(live ? state : undefined);
    }
    this.#lines.setStates(this.#states);
  }

  #key(event: KeyboardEvent): void {
    const step = stepOf(event.target);
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const names = [...this.#cards.keys()];
    const heading = headings[event.key];
    const next =
      heading !== undefined
        ? neighbour(this.#layout, step, heading)
        : event.key === 'Home'
          ? (this.#start ?? names[0])
          : event.key === 'End'
            ? names.at(-1)
            : undefined;
    if (heading !== undefined) event.preventDefault();
    if (next === undefined) return;
    event.preventDefault();
    this.focus(next);
    this.#events.focused(next);
  }
}

function stepOf(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest('[data-step]')?.getAttribute('data-step') ?? undefined;
}
