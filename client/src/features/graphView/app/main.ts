/** The graph view's app: puts the parts together and keeps what must outlive the webview. */
import './style.css';
import { appPort, Channel, type WebviewApi } from '../../../webview/channel';
import type { ToApp, ToHost } from '../messages';
import { element, icon } from './dom';
import { Header } from './header';
import { Problems } from './problems';
import { Scene } from './scene';
import { parseView, Viewport } from './viewport';

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();
const channel = new Channel<ToHost, ToApp>(appPort(api, window));

const reveal = (step: string) => channel.send({ type: 'reveal', step });
const bring = (step: string) => {
  const box = scene.box(step);
  if (box !== undefined) viewport.reveal(box);
};
const scene = new Scene({ chosen: reveal, focused: bring });
const problems = new Problems(reveal);
const notice = element('div', { class: 'notice', role: 'status' }, [
  icon('loading', 'codicon-modifier-spin'),
  'Reading the flow…',
]);
const frame = element('main', {}, [scene.element, notice]);
const viewport = new Viewport(frame, scene.element, (view) => keep({ view }));
const header = new Header({
  zoomIn: () => viewport.zoom(1.25),
  zoomOut: () => viewport.zoom(0.8),
  fit: () => viewport.fit(true),
});
document.getElementById('app')?.append(header.element, frame, problems.element);

const kept = api.getState();
const view = parseView(typeof kept === 'object' && kept !== null && 'view' in kept ? kept.view : undefined);
if (view !== undefined) viewport.restore(view);

function keep(change: Readonly<Record<string, unknown>>): void {
  const before = api.getState();
  api.setState({ ...(typeof before === 'object' ? before : {}), ...change });
}

function tell(text: string): void {
  notice.replaceChildren(text);
  notice.hidden = text === '';
  scene.element.classList.toggle('behind', text !== '');
}

channel.on('target', ({ uri, flow }) => keep({ uri, flow }));
channel.on('graph', ({ graph }) => {
  const picture = scene.draw(graph);
  problems.show(picture.problems);
  header.setSteps(picture.cards.filter(({ node }) => !node.missing).length);
  tell(picture.cards.length === 0 ? `The flow ${graph.flow} has no steps yet.` : '');
  viewport.setContent(scene.size, scene.anchor);
});
channel.on('notice', ({ text }) => {
  problems.show([]);
  tell(text);
});
channel.on('run', ({ run }) => {
  scene.setRun(run);
  header.setRun(run);
});
channel.on('caret', ({ step }) => scene.setCaret(step ?? undefined));
channel.on('show', ({ step }) => {
  scene.focus(step);
  bring(step);
});

document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === '+' || event.key === '=') viewport.zoom(1.25);
  else if (event.key === '-') viewport.zoom(0.8);
  else if (event.key === '0') viewport.fit(true);
  else return;
  event.preventDefault();
});
