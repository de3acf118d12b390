/** The run panel's app: runs on the left, the log of what is selected on the right. */
import './style.css';
import { appPort, Channel, type WebviewApi } from '../../../webview/channel';
import type { RunView, Selection, ToApp, ToHost } from '../messages';
import { make } from './dom';
import { Lines } from './lines';
import { LogView } from './logView';
import { idOf } from './rows';
import { Toolbar } from './toolbar';
import { Tree } from './tree';

declare function acquireVsCodeApi(): WebviewApi;

interface Kept {
  readonly selection?: Selection;
  readonly toggled: readonly string[];
}

const api = acquireVsCodeApi();
const channel = new Channel<ToHost, ToApp>(appPort(api, window));
const runs = new Map<string, RunView>();
const lines = new Lines(100_000);
let kept = parseKept(api.getState());
let selection: Selection | undefined;
let query = '';
/** Place among the matches. */
let match = -1;

const tree = new Tree({
  choose: select,
  toggled: kept.toggled,
  toggledChanged: (toggled) => keep({ toggled }),
});
const log = new LogView(lines, {
  open: (file, line) => selection && channel.send({ type: 'openFile', key: selection.key, file, line }),
  followChanged: (follow) => toolbar.following(follow),
});
const withKey = (use: (key: string) => void) => () => selection && use(selection.key);
const toolbar = new Toolbar({
  search,
  step,
  follow: () => log.follow(true),
  openLog: () => selection && channel.send({ type: 'openLog', ...selection }),
  graph: withKey((key) => channel.send({ type: 'graph', key })),
  again: withKey((key) => channel.send({ type: 'again', key })),
  stop: withKey((key) => channel.send({ type: 'stop', key })),
});
const empty = make(
  'p',
  { class: 'empty' },
  'No flow was run in this window yet. Press Run above a flow; its log appears here.',
);
const content = make('main', { class: 'content' }, toolbar.element, log.element);
document.getElementById('app')?.append(empty, tree.element, content);
toolbar.following(true);
draw();

channel.on('run', ({ run }) => {
  const isNew = !runs.has(run.key);
  runs.set(run.key, run);
  if (selection === undefined) select(kept.selection?.key === run.key ? kept.selection : { key: run.key });
  else if (isNew && kept.selection?.key === run.key && selection.key !== run.key) select(kept.selection);
  draw();
});
channel.on('select', ({ key }) => {
  if (selection?.key !== key) select({ key });
});
channel.on('lines', (message) => {
  if (message.key !== selection?.key) return;
  if (message.first) lines.clear(message.dropped);
  log.shift(lines.append(message.lines));
  if (query !== '') countMatches();
  drawTitle();
  log.draw();
});
window.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== 'f') return;
  event.preventDefault();
  toolbar.focusSearch();
});
setInterval(() => tree.tick(), 1000);

function select(next: Selection): void {
  const other = selection?.key !== next.key;
  selection = next;
  keep({ selection: next });
  if (other) {
    lines.clear(0);
    channel.send({ type: 'show', key: next.key });
  }
  lines.select(next);
  log.follow(true);
  search(query);
  draw();
}

function search(text: string): void {
  query = text;
  lines.search(text);
  match = -1;
  if (text === '') {
    log.mark('', undefined);
    countMatches();
  } else step(1);
}

function step(direction: 1 | -1): void {
  const { matches } = lines;
  match = matches.length === 0 ? -1 : (match + direction + matches.length) % matches.length;
  log.mark(query, matches[match]);
  countMatches();
}

function countMatches(): void {
  toolbar.counted(match + 1, lines.matches.length);
}

function draw(): void {
  document.body.classList.toggle('without-runs', runs.size === 0);
  tree.show([...runs.values()], selection && idOf(selection));
  drawTitle();
}

function drawTitle(): void {
  const run = selection && runs.get(selection.key);
  const parts = [run?.title, selection?.step, selection?.task && `task ${selection.task}`];
  toolbar.show(run, parts.filter((part) => part !== undefined).join(' › '), lines.dropped);
}

function keep(change: Partial<Kept>): void {
  kept = { ...kept, ...change };
  api.setState(kept);
}

function parseKept(state: unknown): Kept {
  const field = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const toggled = field(state, 'toggled');
  const selected = field(state, 'selection');
  const key = text(field(selected, 'key'));
  return {
    selection:
      key === undefined
        ? undefined
        : { key, step: text(field(selected, 'step')), task: text(field(selected, 'task')) },
    toggled: Array.isArray(toggled) ? toggled.filter((id) => typeof id === 'string') : [],
  };
}
