/** Above the log: what is shown, search, and what can be done with the run. */
import type { RunView } from '../messages';
import { iconButton, make } from './dom';

export interface ToolbarActions {
  search(query: string): void;
  /** To the next match, or the one before. */
  step(direction: 1 | -1): void;
  follow(): void;
  openLog(): void;
  graph(): void;
  again(): void;
  stop(): void;
}

export class Toolbar {
  readonly #title = make('span', { class: 'title' });
  readonly #note = make('span', { class: 'note' });
  readonly #count = make('span', { class: 'count', role: 'status' });
  readonly #input = make('input', { type: 'search', placeholder: 'Find', 'aria-label': 'Find in the log' });
  readonly #follow: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #again: HTMLButtonElement;
  readonly element: HTMLElement;

  constructor(actions: ToolbarActions) {
    this.#follow = iconButton('arrow-down', 'Follow the log', () => actions.follow());
    this.#stop = iconButton('debug-stop', 'Stop the run', () => actions.stop());
    this.#again = iconButton('debug-rerun', 'Run again with the same values', () => actions.again());
    const graph = iconButton('type-hierarchy', 'Show the step graph', () => actions.graph());
    const open = iconButton('go-to-file', 'Open the log in an editor', () => actions.openLog());
    const find = make('span', { class: 'find' }, this.#input, this.#count);
    const buttons = make('span', { class: 'buttons' }, this.#follow, open, graph, this.#again, this.#stop);
    this.element = make('header', { class: 'toolbar' }, this.#title, this.#note, find, buttons);
    this.#input.addEventListener('input', () => actions.search(this.#input.value));
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') actions.step(event.shiftKey ? -1 : 1);
      if (event.key !== 'Escape' || this.#input.value === '') return;
      this.#input.value = '';
      actions.search('');
    });
  }

  focusSearch(): void {
    this.#input.focus();
    this.#input.select();
  }

  show(run: RunView | undefined, title: string, dropped: number): void {
    this.#title.textContent = title;
    const left = dropped === 0 ? '' : `The first ${dropped.toLocaleString()} lines are not kept.`;
    this.#note.textContent = [run?.failure?.split('\n', 1)[0] ?? '', left]
      .filter((part) => part !== '')
      .join(' · ');
    this.#note.title = run?.failure ?? '';
    this.#note.classList.toggle('failure', run?.failure !== undefined);
    const running = run?.status === 'running';
    this.#stop.hidden = !running;
    this.#again.hidden = running || run === undefined;
  }

  following(follow: boolean): void {
    this.#follow.setAttribute('aria-pressed', String(follow));
  }

  /** `current` is one-based; 0 where none is. */
  counted(current: number, total: number): void {
    this.#count.textContent =
      this.#input.value === '' ? '' : total === 0 ? 'no match' : `${current} of ${total}`;
  }
}
