/** The bar above the picture: the run's state and time, and the zoom buttons. */
import type { RunView } from '../messages';
import { element, icon, setAttributes } from './dom';
import { runLabel } from './words';

const stateIcons: Readonly<Record<RunView['state'], string>> = {
  starting: 'loading',
  running: 'loading',
  succeeded: 'pass-filled',
  failed: 'error',
  cancelled: 'circle-slash',
};

export interface HeaderEvents {
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
}

export class Header {
  readonly element: HTMLElement;
  readonly #run = element('div', { class: 'run' });
  /** Read out when the state changes, and not every second. */
  readonly #live = element('div', { class: 'hidden', role: 'status' });
  #ticking: number | undefined;
  #current: RunView | null = null;
  #steps = 0;

  constructor(events: HeaderEvents) {
    const button = (name: string, label: string, press: () => void) => {
      const made = element('button', { type: 'button', title: label, 'aria-label': label }, [icon(name)]);
      made.addEventListener('click', press);
      return made;
    };
    const tools = element('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Zoom' }, [
      button('zoom-out', 'Zoom out (-)', events.zoomOut),
      button('zoom-in', 'Zoom in (+)', events.zoomIn),
      button('screen-full', 'Fit to window (0)', events.fit),
    ]);
    this.element = element('header', {}, [this.#run, this.#live, tools]);
    this.setRun(null);
  }

  /** How many steps the flow has. */
  setSteps(count: number): void {
    this.#steps = count;
    if (this.#current !== null) this.#show(this.#current);
  }

  setRun(run: RunView | null): void {
    this.#current = run;
    window.clearInterval(this.#ticking);
    this.#run.hidden = run === null;
    setAttributes(this.#run, { 'data-state': run?.state });
    if (run === null) {
      this.#say('');
      return;
    }
    this.#show(run);
    const [state = ''] = runLabel(run, this.#steps, Date.now());
    this.#say(run.failure === undefined ? `Run: ${state}` : `Run: ${state}. ${run.failure}`);
    if (run.finishedAt === undefined) this.#ticking = window.setInterval(() => this.#show(run), 1000);
  }

  #show(run: RunView): void {
    const spin = stateIcons[run.state] === 'loading' ? 'codicon-modifier-spin' : '';
    const [state = '', ...rest] = runLabel(run, this.#steps, Date.now());
    const parts: Node[] = [
      icon(stateIcons[run.state], spin),
      element('span', { class: 'state' }, [state]),
      ...rest.map((text) => element('span', { class: 'fact' }, [text])),
    ];
    if (run.failure !== undefined) {
      parts.push(element('span', { class: 'failure', title: run.failure }, [run.failure]));
    }
    const running = this.#run.querySelector('.codicon-loading');
    if (running !== null && spin !== '') parts[0] = running;
    this.#run.replaceChildren(...parts);
  }

  #say(text: string): void {
    if (this.#live.textContent !== text) this.#live.textContent = text;
  }
}
