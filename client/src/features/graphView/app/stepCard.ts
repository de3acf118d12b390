/** The card of one step: made once, kept over updates so that focus and animations go on. */
import type { StepState } from '../messages';
import { element, icon, setAttributes } from './dom';
import type { Card } from './picture';
import { stepLabel } from './words';

const statusIcons: Readonly<Record<StepState['status'], string>> = {
  pending: 'circle-large-outline',
  running: 'loading',
  succeeded: 'pass-filled',
  failed: 'error',
};

export class StepCard {
  readonly element: HTMLButtonElement;
  readonly #face = element('span', { class: 'face' });
  readonly #badge = element('span', { class: 'badge' });
  #card: Card;
  #state: StepState | undefined;
  #drawn = '';

  constructor(card: Card) {
    this.#card = card;
    this.element = element('button', { class: 'step', type: 'button' }, [this.#face, this.#badge]);
    this.update(card);
  }

  update(card: Card): void {
    this.#card = card;
    const { node } = card;
    const flags = [
      node.many ? 'many' : '',
      node.missing ? 'missing' : '',
      node.unreachable && !node.missing ? 'unreachable' : '',
      card.mark ?? '',
    ];
    setAttributes(this.element, {
      class: ['step', ...flags].filter((flag) => flag !== '').join(' '),
      'data-step': node.name,
      'data-kind': node.kind,
      title: card.tooltip,
    });
    const drawing = JSON.stringify([node.name, card.icon, card.chips, card.detail, card.mark]);
    if (drawing !== this.#drawn) {
      this.#drawn = drawing;
      this.#face.replaceChildren(...this.#content());
    }
    this.#label();
  }

  /** Undefined where no run is shown. */
  setState(state: StepState | undefined): void {
    const before = this.#state;
    if (
      before?.status === state?.status &&
      before?.done === state?.done &&
      before?.total === state?.total &&
      before?.failed === state?.failed
    ) {
      return;
    }
    this.#state = state;
    setAttributes(this.element, { 'data-status': state?.status });
    this.#badge.replaceChildren();
    if (state !== undefined) {
      const spin = state.status === 'running' ? 'codicon-modifier-spin' : '';
      this.#badge.append(icon(statusIcons[state.status], spin));
      if (state.total > 1) this.#badge.append(`${state.done}/${state.total}`);
    }
    this.#label();
  }

  setCaret(on: boolean): void {
    setAttributes(this.element, { 'aria-current': on ? 'true' : undefined });
  }

  moveTo(x: number, y: number): void {
    this.element.style.transform = `translate(${x}px, ${y}px)`;
  }

  #content(): readonly Node[] {
    const { node, chips, detail, mark, icon: name } = this.#card;
    const title = element('span', { class: 'name' }, [node.name]);
    const lines: Node[] = [title];
    if (detail !== undefined) lines.push(element('span', { class: 'detail' }, [detail]));
    if (chips.length > 0) {
      const list = chips.map((chip) => element('span', { class: 'chip' }, [chip]));
      lines.push(element('span', { class: 'chips' }, list));
    }
    const content = [
      element('span', { class: 'kind' }, [icon(name)]),
      element('span', { class: 'text' }, lines),
    ];
    if (mark !== undefined && !node.missing) content.push(icon(mark, 'mark'));
    return content;
  }

  #label(): void {
    setAttributes(this.element, { 'aria-label': stepLabel(this.#card.node, this.#card.out, this.#state) });
  }
}
