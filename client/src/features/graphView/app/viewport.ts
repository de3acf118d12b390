/** Pan and zoom of the picture: drag, wheel, pinch, keys. Fits the picture until the person moves it. */

export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}

const smallest = 0.1;
const largest = 2.5;
/** What fits by itself does not go below this: a long flow is read from its start instead. */
const readable = 0.6;
const margin = 28;
/** Room for the bar above the picture. */
const head = 54;

export class Viewport {
  readonly #frame: HTMLElement;
  readonly #world: HTMLElement;
  readonly #moved: (view: View | undefined) => void;
  #view: View = { x: 0, y: 0, scale: 1 };
  #content: Size = { width: 0, height: 0 };
  /** X of what should stay in sight where not all fits. */
  #anchor = 0;
  #fitted = true;

  /** `moved` gets the view to keep, or undefined while the picture is fitted. */
  constructor(frame: HTMLElement, world: HTMLElement, moved: (view: View | undefined) => void) {
    this.#frame = frame;
    this.#world = world;
    this.#moved = moved;
    this.#listenToPointers();
    frame.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    new ResizeObserver(() => {
      if (this.#fitted) this.fit();
    }).observe(frame);
  }

  /** Takes up a view that was kept. */
  restore(view: View): void {
    this.#fitted = false;
    this.#set(view);
  }

  /** The picture has this size now; keeps pan and zoom if the person chose them. */
  setContent(content: Size, anchor: number): void {
    this.#content = content;
    this.#anchor = anchor;
    if (this.#fitted) this.fit();
  }

  /** `whole`: all of it, however small it gets. */
  fit(whole = false): void {
    const { width, height } = this.#size();
    if (width === 0 || height === 0) return;
    const inner = { width: width - 2 * margin, height: height - margin - head };
    const ideal = Math.min(inner.width / this.#content.width, inner.height / this.#content.height, 1);
    const scale = Math.max(whole ? smallest : readable, Number.isFinite(ideal) ? ideal : 1);
    const wide = this.#content.width * scale > inner.width;
    const high = this.#content.height * scale > inner.height;
    const x = wide ? width / 2 - this.#anchor * scale : (width - this.#content.width * scale) / 2;
    this.#fitted = true;
    this.#set({ x, y: high ? head : head + (inner.height - this.#content.height * scale) / 2, scale });
    this.#moved(undefined);
  }

  zoom(factor: number, at?: { readonly x: number; readonly y: number }): void {
    const { width, height } = this.#size();
    const focus = at ?? { x: width / 2, y: height / 2 };
    const scale = Math.min(largest, Math.max(smallest, this.#view.scale * factor));
    const ratio = scale / this.#view.scale;
    this.#choose({
      x: focus.x - (focus.x - this.#view.x) * ratio,
      y: focus.y - (focus.y - this.#view.y) * ratio,
      scale,
    });
  }

  /** Moves the least that brings a box of the picture into sight. */
  reveal(box: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }): void {
    const { width, height } = this.#size();
    const { x, y, scale } = this.#view;
    const dx = into(x + box.x * scale, box.width * scale, width);
    const dy = into(y + box.y * scale, box.height * scale, height);
    if (dx !== 0 || dy !== 0) this.#choose({ x: x + dx, y: y + dy, scale });
  }

  #size(): Size {
    return { width: this.#frame.clientWidth, height: this.#frame.clientHeight };
  }

  #choose(view: View): void {
    this.#fitted = false;
    this.#set(view);
    this.#moved(view);
  }

  #set(view: View): void {
    this.#view = view;
    this.#world.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const bounds = this.#frame.getBoundingClientRect();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      const at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
      this.zoom(Math.exp(-event.deltaY * unit * 0.005), at);
      return;
    }
    const { x, y, scale } = this.#view;
    const [dx, dy] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    this.#choose({ x: x - dx * unit, y: y - dy * unit, scale });
  }

  #listenToPointers(): void {
    const frame = this.#frame;
    const pointers = new Map<number, { readonly x: number; readonly y: number }>();
    frame.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button'))) return;
      frame.setPointerCapture(event.pointerId);
      frame.classList.add('dragging');
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    });
    frame.addEventListener('pointermove', (event) => {
      const before = pointers.get(event.pointerId);
      if (before === undefined) return;
      const now = { x: event.clientX, y: event.clientY };
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      pointers.set(event.pointerId, now);
      if (other !== undefined) {
        const bounds = frame.getBoundingClientRect();
        const middle = { x: (now.x + other.x) / 2 - bounds.left, y: (now.y + other.y) / 2 - bounds.top };
        const apart = Math.hypot(before.x - other.x, before.y - other.y);
        if (apart > 0) this.zoom(Math.hypot(now.x - other.x, now.y - other.y) / apart, middle);
        return;
      }
      const { x, y, scale } = this.#view;
      this.#choose({ x: x + now.x - before.x, y: y + now.y - before.y, scale });
    });
    for (const ending of ['pointerup', 'pointercancel'] as const) {
      frame.addEventListener(ending, (event) => {
        pointers.delete(event.pointerId);
        if (pointers.size === 0) frame.classList.remove('dragging');
      });
    }
  }
}

/** How far to move so that `start`…`start + length` lies within 0…`room`. */
function into(start: number, length: number, room: number): number {
  if (start < margin) return margin - start;
  const over = start + length - (room - margin);
  return over > 0 ? -Math.min(over, start - margin) : 0;
}

/** A kept view, parsed. */
export function parseView(value: unknown): View | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { x, y, scale } = value as { readonly x?: unknown; readonly y?: unknown; readonly scale?: unknown };
  const finite = (n: unknown): n is number => typeof n === 'number' && Number.isFinite(n);
  return finite(x) && finite(y) && finite(scale) && scale > 0 ? { x, y, scale } : undefined;
}
