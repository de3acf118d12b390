/** What is wrong with the flow, as a list below the picture: for everyone, and for screen readers above all. */
import { element, icon } from './dom';
import type { Problem } from './picture';

const icons: Readonly<Record<Problem['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  hint: 'lightbulb',
};

export class Problems {
  readonly element = element('section', { class: 'problems', 'aria-label': 'Problems' });
  readonly #chosen: (step: string) => void;
  #shown = '';

  constructor(chosen: (step: string) => void) {
    this.#chosen = chosen;
    this.element.hidden = true;
  }

  show(problems: readonly Problem[]): void {
    const all = problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
    const key = JSON.stringify(all);
    if (key === this.#shown) return;
    this.#shown = key;
    this.element.hidden = all.length === 0;
    const items = all.map((problem) => element('li', {}, [this.#item(problem)]));
    this.element.replaceChildren(element('ul', {}, items));
  }

  #item({ severity, message, step }: Problem): HTMLElement {
    const content = [
      icon(icons[severity], 'sign'),
      element('span', { class: 'hidden' }, [`${severity}: `]),
      element('span', { class: 'message' }, [message]),
    ];
    if (step === undefined) return element('span', { class: `problem ${severity}` }, content);
    content.push(element('span', { class: 'where' }, [step]));
    const button = element('button', { type: 'button', class: `problem ${severity}` }, content);
    button.addEventListener('click', () => this.#chosen(step));
    return button;
  }
}
