/** The log: only the lines in sight are in the document, so that a hundred thousand cost no more than fifty. */
import type { LineView } from '../messages';
import { make } from './dom';
import { type Lines, segments } from './lines';

/** Lines drawn beyond those in sight, on each side. */
const margin = 30;

export class LogView {
  readonly element = make('div', { class: 'log', tabindex: '0', role: 'region', 'aria-label': 'Log' });
  readonly #space = make('div', { class: 'space' });
  readonly #window = make('div', { class: 'window' });
  readonly #lines: Lines;
  readonly #open: (file: string, line: number) => void;
  readonly #followChanged: (follow: boolean) => void;
  #rowHeight = 0;
  #follow = true;
  #query = '';
  #current: number | undefined;
  #drawing = false;
  /** Where the view stood when it was last drawn, in pixels. */
  #drawnTop = 0;
  #drawnHeight = 0;
  /** What is in the window. */
  #rows = new Map<LineView, HTMLElement>();

  constructor(
    lines: Lines,
    options: {
      readonly open: (file: string, line: number) => void;
      readonly followChanged: (follow: boolean) => void;
    },
  ) {
    this.#lines = lines;
    this.#open = options.open;
    this.#followChanged = options.followChanged;
    this.element.append(this.#space, this.#window);
    this.element.addEventListener('scroll', () => this.#scrolled());
    this.element.addEventListener('wheel', (event) => event.deltaY < 0 && this.follow(false), {
      passive: true,
    });
    this.element.addEventListener('click', (event) => this.#clicked(event));
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Keeps the end in sight, or stops doing so. */
  follow(follow: boolean): void {
    if (this.#follow !== follow) {
      this.#follow = follow;
      this.#followChanged(follow);
    }
    if (follow) this.draw();
  }

  /** Marks a text; `current` is the line (its place among those shown) that is brought into sight. */
  mark(query: string, current: number | undefined): void {
    this.#query = query;
    this.#current = current;
    this.#rows = new Map();
    if (current !== undefined) {
      this.follow(false);
      const top = current * this.#height();
      const { scrollTop, clientHeight } = this.element;
      if (top < scrollTop || top > scrollTop + clientHeight - 2 * this.#height()) {
        this.element.scrollTop = top - clientHeight / 2;
      }
    }
    this.draw();
  }

  /** Lines went away from the front: what is in sight stays there. */
  shift(lines: number): void {
    if (!this.#follow) this.element.scrollTop -= lines * this.#height();
  }

  /** Draws once, before the next frame. */
  draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#drawNow();
    });
  }

  #drawNow(): void {
    const height = this.#height();
    const { shown } = this.#lines;
    this.#space.style.height = `${shown.length * height}px`;
    if (this.#follow) this.element.scrollTop = this.element.scrollHeight;
    this.#drawnTop = this.element.scrollTop;
    this.#drawnHeight = this.element.scrollHeight;
    const first = Math.max(0, Math.floor(this.element.scrollTop / height) - margin);
    const count = Math.ceil(this.element.clientHeight / height) + 2 * margin;
    this.#window.style.transform = `translateY(${first * height}px)`;
    this.#put(shown.slice(first, first + count), first);
  }

  /** Puts rows into the window; those that stay are left alone, with the text that is selected and what is pressed. */
  #put(lines: readonly LineView[], first: number): void {
    const rows = new Map(
      lines.map((line, at) => [line, this.#rows.get(line) ?? this.#row(line, first + at)]),
    );
    for (const [line, row] of this.#rows) if (!rows.has(line)) row.remove();
    this.#rows = rows;
    if (lines.length === 0) {
      this.#window.replaceChildren(make('div', { class: 'notice' }, 'Nothing was printed here yet.'));
      return;
    }
    let next = this.#window.firstElementChild;
    for (const row of rows.values()) {
      if (row === next) next = next.nextElementSibling;
      else this.#window.insertBefore(row, next);
    }
    while (next !== null) {
      const rest: Element = next;
      next = next.nextElementSibling;
      rest.remove();
    }
  }

  #row(line: LineView, at: number): HTMLElement {
    const row = make('div', { class: ['line', line.kind, at === this.#current ? 'current' : ''].join(' ') });
    if (line.time !== undefined)
      row.append(make('span', { class: 'stamp', title: line.time }, line.time.slice(11)));
    if (line.step !== undefined)
      row.append(make('span', { class: 'origin' }, `${line.step}/${line.task ?? ''}`));
    for (const { text, match, link } of segments(line, this.#query)) {
      const part: Node = match ? make('mark', {}, text) : document.createTextNode(text);
      row.append(link && line.link ? this.#link(part, line.link.file, line.link.line) : part);
    }
    return row;
  }

  #link(content: Node, file: string, line: number): HTMLElement {
    const link = make('a', { href: '#', title: `Open ${file}, line ${line}` }, content);
    link.dataset.file = file;
    link.dataset.line = String(line);
    return link;
  }

  #clicked(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    const { file, line } = link.dataset;
    if (file !== undefined) this.#open(file, Number(line));
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    const atEnd = scrollHeight - scrollTop - clientHeight < 2;
    // New lines leave the position as it is, fewer lines shorten the whole: going up otherwise is the person's doing.
    const wentUp = scrollTop < this.#drawnTop - 1 && scrollHeight >= this.#drawnHeight;
    if (atEnd) this.follow(true);
    else if (wentUp) this.follow(false);
    this.draw();
  }

  /** Pixels of one line, which does not wrap; measured with the theme's font. */
  #height(): number {
    if (this.#rowHeight > 0) return this.#rowHeight;
    const probe = make('div', { class: 'line' }, 'x');
    this.#window.append(probe);
    const height = probe.getBoundingClientRect().height;
    probe.remove();
    if (height > 0) this.#rowHeight = height;
    return height > 0 ? height : 18;
  }
}
