/**
 * Parsing while someone types. Nearly every keystroke changes one function of one class; then only that function is
 * parsed, and the rest of the tree is taken over. Wherever that might not be the same as parsing everything, everything
 * is parsed.
 */
import type { Span } from '../base/text';
import { parse } from './parser';
import { shift } from './shift';
import type { ClassStatement, Module, Statement } from './syntax';

/**
 * Modules whose mistakes are known not to reach into other functions: those without any, and those made here. After an
 * open string, say, all that follows may have been misread.
 */
const reliable = new WeakSet<Module>();

/** Parses a text that came from the text of `previous` by an edit. */
export function parseAgain(previous: Module | undefined, text: string): Module {
  const again = previous !== undefined && reliable.has(previous) ? parseFunction(previous, text) : undefined;
  const module = again ?? parse(text);
  if (again !== undefined || module.problems.length === 0) reliable.add(module);
  return module;
}

/** Lines of a class body from a function up to the next member, as offsets of the old text. */
interface Slot extends Span {
  readonly owner: ClassStatement;
  /** Index of the function in the class body. */
  readonly index: number;
}

function parseFunction(previous: Module, text: string): Module | undefined {
  const old = previous.text;
  const from = commonStart(old, text);
  const to = old.length - commonEnd(old, text, from);
  const slot = slotAt(previous, from);
  const grown = text.length - old.length;
  if (slot === undefined || to > slot.end) return undefined;
  const chunk = text.slice(slot.start, slot.end + grown);
  const indent = /^[ \t]*/.exec(old.slice(slot.start))?.[0] ?? '';
  if (!isSelfContained(chunk, indent, slot.end === old.length)) return undefined;
  const fragment = parse(wrapper + chunk);
  const [holder, ...others] = fragment.body;
  if (holder?.kind !== 'class' || others.length > 0 || holder.body.length === 0) return undefined;
  // A broken `def` may have lost its body to the class.
  if (fragment.problems.length > 0 && (holder.body.length > 1 || holder.body[0]?.kind !== 'function'))
    return undefined;
  const problems = spliced(previous.problems, fragment.problems, slot, grown);
  const comments = spliced(previous.comments, fragment.comments, slot, grown);
  if (problems === undefined || comments === undefined) return undefined;

  const members = shift(holder.body, slot.start - wrapper.length);
  const at = previous.body.indexOf(slot.owner);
  return {
    text,
    body: [
      ...previous.body.slice(0, at),
      withMembers(slot, members, grown),
      ...shift(previous.body.slice(at + 1), grown),
    ],
    comments,
    problems,
  };
}

const wrapper = 'class _:\n';

function withMembers({ owner, index }: Slot, members: readonly Statement[], grown: number): ClassStatement {
  const isLast = index === owner.body.length - 1;
  return {
    ...owner,
    end: isLast ? (members.at(-1)?.end ?? owner.end) : owner.end + grown,
    body: [...owner.body.slice(0, index), ...members, ...shift(owner.body.slice(index + 1), grown)],
  };
}

/** The function of a class whose lines hold an offset. */
function slotAt(module: Module, offset: number): Slot | undefined {
  const { text, body } = module;
  const at = body.findLastIndex((statement) => statement.start <= offset);
  const owner = body[at];
  if (owner?.kind !== 'class') return undefined;
  const index = owner.body.findLastIndex((member) => lineStart(text, member.start) <= offset);
  const member = owner.body[index];
  if (member?.kind !== 'function') return undefined;
  const next = owner.body[index + 1] ?? body[at + 1];
  const start = lineStart(text, member.start);
  const end = next === undefined ? text.length : lineStart(text, next.start);
  // Statements that share a line with others can not be told apart by lines.
  const alone = isBlank(text, start, member.start) && (next === undefined || isBlank(text, end, next.start));
  return alone && member.end <= end ? { start, end, owner, index } : undefined;
}

/** Whether the lines can be understood without those around them, as far as a look at the text can tell. */
function isSelfContained(chunk: string, indent: string, isEndOfText: boolean): boolean {
  const behind = chunk.charAt(indent.length);
  return (
    chunk.startsWith(indent) &&
    behind !== '' &&
    !/[\s#]/.test(behind) &&
    (isEndOfText || /[\r\n]$/.test(chunk)) &&
    // A backslash would join the last line with the one that follows.
    !/\\\s*$/.test(chunk) &&
    isEven(chunk, '"""') &&
    isEven(chunk, "'''")
  );
}

/** An odd number of triple quotes may be a string that goes on beyond the chunk. */
function isEven(chunk: string, quotes: string): boolean {
  return chunk.split(quotes).length % 2 === 1;
}

/** `old` with those in the slot replaced; undefined where one reaches across its border. */
function spliced<T extends Span>(
  old: readonly T[],
  fragment: readonly T[],
  slot: Slot,
  grown: number,
): T[] | undefined {
  const before = old.filter(({ end }) => end < slot.start);
  const inside = old.filter(({ start, end }) => start >= slot.start && end < slot.end);
  const after = old.filter(({ start }) => start > slot.end);
  // What stands on the border may belong to either side.
  if (before.length + inside.length + after.length < old.length) return undefined;
  const length = wrapper.length + slot.end - slot.start + grown;
  if (fragment.some(({ start, end }) => start < wrapper.length || end >= length)) return undefined;
  return [...before, ...shift(fragment, slot.start - wrapper.length), ...shift(after, grown)];
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !/[\r\n]/.test(text.charAt(start - 1))) start--;
  return start;
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}

function commonStart(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let i = 0;
  while (i < limit && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

/** Length of the common end that does not reach into the first `from` letters of either. */
function commonEnd(a: string, b: string, from: number): number {
  const limit = Math.min(a.length, b.length) - from;
  let i = 0;
  while (i < limit && a.charCodeAt(a.length - 1 - i) === b.charCodeAt(b.length - 1 - i)) i++;
  return i;
}
