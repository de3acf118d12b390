/** Elements from plain values: text becomes text nodes, never markup. */
export type Attributes = Readonly<Record<string, string | undefined>>;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A codicon as decoration; what it means is said in words beside it. */
export function codicon(name: string, modifier?: string): HTMLElement {
  const classes = ['codicon', `codicon-${name}`, ...(modifier === undefined ? [] : [modifier])];
  return make('span', { class: classes.join(' '), 'aria-hidden': 'true' });
}

export function iconButton(icon: string, label: string, press: () => void): HTMLButtonElement {
  const button = make('button', { type: 'button', title: label, 'aria-label': label }, codicon(icon));
  button.addEventListener('click', press);
  return button;
}
