/** What a person sees and does in a window of VS Code. Waits are for what appears, never for time. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { Graph } from './graph';

export type Severity = 'error' | 'warning' | 'info';

export class Workbench {
  /** Errors that the page has written to its console. */
  readonly complaints: string[] = [];
  readonly sideBar: Locator;
  readonly panel: Locator;
  readonly editor: Locator;

  constructor(
    readonly page: Page,
    private readonly screenshots: string,
  ) {
    this.sideBar = page.locator('.part.sidebar');
    this.panel = page.locator('.part.panel');
    this.editor = page.locator('.part.editor .monaco-editor').first();
    page.on('console', (message) => {
      if (message.type() === 'error') this.complain(message.text());
    });
    page.on('pageerror', (error) => this.complain(error.message));
  }

  private complain(text: string): void {
    // This build of VS Code has no compiled modules and says so whenever it would like one.
    const harmless = /bindings file|spdlog|native watchdog|no-sandbox/i;
    if (!harmless.test(text)) this.complaints.push(text.slice(0, 500));
  }

  async isReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
  }

  /** Keeps a picture; returns its path. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(this.screenshots, { recursive: true });
    const file = path.join(this.screenshots, `${name.replace(/[^\w-]+/g, '-')}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  // Commands and files

  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.pick(`>${title}`, title);
  }

  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.pick(name, name);
    await this.tab(name).waitFor();
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${literally(name)}`) });
  }

  /** The text field of the open quick input; where a title is given, of the one with that title. */
  async quickInput(title = ''): Promise<Locator> {
    const widget = this.page.locator('.quick-input-widget:visible', { hasText: title });
    const input = widget.locator('input[type=text]');
    await input.waitFor();
    return input;
  }

  /** Types into the open quick input and takes the entry that begins with the label. */
  async pick(text: string, label: string): Promise<void> {
    const input = await this.quickInput();
    await input.fill(text);
    await this.page.locator('.quick-input-list').getByRole('option', { name: label }).first().click();
  }

  /** Entries of the open quick pick. */
  quickPick(): Locator {
    return this.page.locator('.quick-input-list').getByRole('option');
  }

  // The text editor

  /** Waits until an editor shows a text. */
  async shown(text: string | RegExp): Promise<void> {
    // The editor draws spaces as non-breaking ones.
    const spaces = (source: string) => source.replace(/ /g, '[ \\u00a0]');
    const pattern = typeof text === 'string' ? new RegExp(spaces(literally(text))) : text;
    await this.page.locator('.part.editor .view-lines', { hasText: pattern }).first().waitFor();
  }

  /** Puts the cursor at a line and column, both from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+G');
    const input = await this.quickInput();
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Puts the cursor before the first occurrence of a text in the file that is being shown. */
  async goToText(source: string, text: string): Promise<void> {
    const before = source.slice(0, source.indexOf(text)).split('\n');
    await this.goTo(before.length, (before.at(-1) ?? '').length + 1);
  }

  /** Selects as many characters as the old text has, from the cursor on, and types the new one over them. */
  async typeOver(old: string, text: string): Promise<void> {
    for (const _ of old) await this.page.keyboard.press('Shift+ArrowRight');
    await this.page.keyboard.type(text);
    // A list of suggestions would swallow the next key.
    await this.page.keyboard.press('Escape');
  }

  squiggles(severity: Severity): Locator {
    return this.page.locator(`.part.editor .squiggly-${severity}`);
  }

  /** Rests the pointer on the first squiggle and returns what the hover says. */
  async hoverSquiggle(severity: Severity): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible .hover-contents');
    return eventually(`a hover over the ${severity}`, async () => {
      const box = await this.squiggles(severity).first().boundingBox();
      if (box === null) return undefined;
      await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 6, { steps: 4 });
      const shown = hover.first().waitFor({ timeout: 3000 });
      return shown.then(
        () => hover.allInnerTexts().then((texts) => texts.join('\n')),
        () => undefined,
      );
    });
  }

  /**
   * Clicks a lens. VS Code redraws lenses now and then as texts that cannot be clicked, and may leave them so until
   * the layout changes: then the side bar is toggled.
   */
  async clickLens(text: string, nth = 0): Promise<void> {
    const lens = this.lens(text).nth(nth);
    for (let attempt = 0; ; attempt++) {
      try {
        await lens.click({ timeout: 10_000 });
        return;
      } catch (error) {
        if (attempt === 4) throw error;
        await this.runCommand('View: Toggle Primary Side Bar Visibility');
        await this.runCommand('View: Toggle Primary Side Bar Visibility');
      }
    }
  }

  /** Lenses with exactly this title, from top to bottom. */
  lens(text: string): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: new RegExp(`^\\s*${literally(text)}$`) });
  }

  // Parts of the window

  /** Rows of the Problems panel, which is shown. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator('.markers-panel-container, .markers-panel');
    if (!(await panel.first().isVisible())) await this.runCommand('View: Focus Problems');
    await panel.first().waitFor();
    return panel.locator('.monaco-list-row');
  }

  /** Shows a container of the side bar by the name of its icon. */
  async openSideBar(name: string): Promise<void> {
    const icon = this.page.locator('.activitybar').getByRole('tab', { name });
    await icon.waitFor();
    if ((await icon.getAttribute('aria-selected')) !== 'true') await icon.click();
  }

  /** A row of the tree in the side bar. */
  row(name: string | RegExp): Locator {
    return this.sideBar.getByRole('treeitem', { name });
  }

  /** Opens a row of the tree, and waits for its state rather than for its children, which may be none. */
  async expand(row: Locator): Promise<void> {
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    await row.click();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await this.page.keyboard.press('ArrowRight');
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  }

  /** The step graph that is being shown, once it is drawn. */
  async graph(): Promise<Graph> {
    return new Graph(await this.webview('[data-step]'));
  }

  /** The document of the webview that holds an element; webviews are two frames deep and made anew when shown again. */
  async webview(selector: string): Promise<Frame> {
    return eventually(`a webview with ${selector}`, async () => {
      for (const frame of this.page.frames()) {
        const found = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0 && frame.parentFrame() !== null) return frame;
      }
      return undefined;
    });
  }
}

/** A text as a part of a regular expression. */
function literally(text: string): string {
  return text.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&');
}
