/** The tree of runs, steps and tasks: pointer and keyboard, one stop of the Tab key. */

import { duration } from '../../../webview/duration';
import type { RunView, Selection, Status } from '../messages';
import { codicon, make } from './dom';
import { neighbour, type Row, rowsOf } from './rows';

const icons: Readonly<Record<Status, readonly [icon: string, word: string]>> = {
  pending: ['circle-outline', 'pending'],
  running: ['loading', 'running'],
  succeeded: ['pass-filled', 'succeeded'],
  failed: ['error', 'failed'],
  cancelled: ['circle-slash', 'stopped'],
};

export class Tree {
  readonly element = make('div', { class: 'tree', role: 'tree', 'aria-label': 'Runs' });
  readonly #choose: (selection: Selection) => void;
  readonly #toggled: Set<string>;
  readonly #toggledChanged: (toggled: readonly string[]) => void;
  #runs: readonly RunView[] = [];
  #rows: readonly Row[] = [];
  #selected: string | undefined;
  #focused: string | undefined;

  constructor(options: {
    readonly choose: (selection: Selection) => void;
    readonly toggled: readonly string[];
    readonly toggledChanged: (toggled: readonly string[]) => void;
  }) {
    this.#choose = options.choose;
    this.#toggled = new Set(options.toggled);
    this.#toggledChanged = options.toggledChanged;
    this.element.addEventListener('keydown', (event) => this.#pressed(event));
    this.element.addEventListener('click', (event) => this.#clicked(event));
  }

  show(runs: readonly RunView[], selected: string | undefined): void {
    this.#runs = runs;
    this.#selected = selected;
    this.#draw();
  }

  /** Durations of what runs go on. */
  tick(): void {
    if (this.#runs.some(({ status }) => status === 'running')) this.#draw();
  }

  #draw(): void {
    this.#rows = rowsOf(this.#runs, this.#toggled);
    const hadFocus = this.element.contains(document.activeElement);
    const focused = this.#rows.some(({ id }) => id === this.#focused) ? this.#focused : this.#selected;
    this.#focused = focused ?? this.#rows[0]?.id;
    const old = new Map(
      [...this.element.children].map((child) => [(child as HTMLElement).dataset.id, child]),
    );
    const elements = this.#rows.map((row) => {
      const known = old.get(row.id);
      const element = known instanceof HTMLElement ? known : blankRow(row);
      this.#update(element, row);
      return element;
    });
    const { children } = this.element;
    const same = elements.length === children.length && elements.every((each, at) => each === children[at]);
    if (!same) this.element.replaceChildren(...elements);
    if (hadFocus && !this.element.contains(document.activeElement)) this.#focusRow(false);
  }

  #time({ startedAt, finishedAt }: Row): string {
    return startedAt === undefined ? '' : duration((finishedAt ?? Date.now()) - startedAt);
  }

  /** Changes what is other than before: what spins goes on spinning. */
  #update(element: HTMLElement, row: Row): void {
    const [icon, word] = icons[row.status];
    const attributes = {
      'aria-selected': String(row.id === this.#selected),
      'aria-expanded': row.expanded === undefined ? null : String(row.expanded),
      'aria-label': [row.label, word, row.detail].filter((part) => part !== '').join(', '),
      tabindex: row.id === this.#focused ? '0' : '-1',
      title: `${row.label}: ${word}`,
    };
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) element.removeAttribute(name);
      else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
    const [chevron, status, label, detail, time] = element.children;
    const open = row.expanded === undefined ? 'blank' : row.expanded ? 'chevron-down' : 'chevron-right';
    if (chevron) chevron.className = `codicon codicon-${open} chevron`;
    if (status && !status.classList.contains(row.status)) {
      status.className = `status ${row.status}`;
      status.replaceChildren(codicon(icon, row.status === 'running' ? 'codicon-modifier-spin' : undefined));
    }
    setText(label, row.label);
    setText(detail, row.detail);
    setText(time, this.#time(row));
  }

  #clicked(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const id = event.target.closest<HTMLElement>('.row')?.dataset.id;
    const row = this.#rows.find((each) => each.id === id);
    if (row === undefined) return;
    this.#focused = row.id;
    if (event.target.closest('.chevron') !== null && row.expanded !== undefined) this.#toggle(row);
    else this.#choose(row.selection);
    this.#focusRow(true);
  }

  #pressed(event: KeyboardEvent): void {
    const row = this.#rows.find(({ id }) => id === this.#focused);
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const opens = event.key === 'ArrowRight' && row.expanded === false;
    const closes = event.key === 'ArrowLeft' && row.expanded === true;
    if (opens || closes) this.#toggle(row);
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(row.selection);
    else {
      const next = neighbour(this.#rows, this.#focused, event.key);
      if (next === undefined) return;
      this.#focused = next.id;
      this.#draw();
    }
    event.preventDefault();
    this.#focusRow(true);
  }

  #toggle(row: Row): void {
    if (!this.#toggled.delete(row.id)) this.#toggled.add(row.id);
    this.#toggledChanged([...this.#toggled]);
    this.#draw();
  }

  #focusRow(scroll: boolean): void {
    const at = this.#rows.findIndex(({ id }) => id === this.#focused);
    const element = this.element.children[at];
    if (!(element instanceof HTMLElement)) return;
    element.focus({ preventScroll: !scroll });
    if (scroll) element.scrollIntoView({ block: 'nearest' });
  }
}

function blankRow({ id, level }: Row): HTMLElement {
  const parts = ['status', 'label', 'detail', 'time'].map((name) => make('span', { class: name }));
  const attributes = { class: `row level-${level}`, role: 'treeitem', 'aria-level': String(level) };
  const element = make('div', attributes, codicon('blank', 'chevron'), ...parts);
  element.dataset.id = id;
  return element;
}

function setText(element: Element | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
