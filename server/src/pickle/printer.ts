import { strLiteral } from './literal';
import { metaflowTypes } from './metaflowTypes';
import { numpyTypes } from './numpyTypes';
import { anyObject, type Part, plainShape, type Shape, type ShapeContext } from './shape';
import { standardTypes } from './standardTypes';
import type { PickleValue } from './value';

/** Python itself refuses source nested deeper than about this. */
const maxDepth = 90;
const indentation = 4;

/** Thrown when the text is full; caught by `print`. */
class TextFull extends Error {}

/** One line where a value fits, else one part per line (numbers side by side). */
export class PythonPrinter {
  readonly #width: number;
  readonly #notes: Set<string>;
  readonly #context: ShapeContext;
  /** Values that are being written, to meet cycles. */
  readonly #open = new Set<PickleValue>();
  readonly #chunks: string[] = [];
  #left: number;
  #column = 0;

  constructor(maxCharacters: number, width: number, notes: Set<string>) {
    this.#left = maxCharacters;
    this.#width = width;
    this.#notes = notes;
    this.#context = { maxCharacters: maxCharacters + 1, note: (sentence) => void notes.add(sentence) };
  }

  print(value: PickleValue): string {
    const limit = this.#left;
    try {
      this.#value(value, 0, 0);
    } catch (error) {
      if (!(error instanceof TextFull)) throw error;
      this.#notes.add(`Only the first ${limit.toLocaleString('en-US')} characters are shown.`);
      this.#chunks.push('…');
    }
    return this.#chunks.join('');
  }

  #emit(text: string): void {
    const kept = text.length > this.#left ? text.slice(0, this.#left) : text;
    this.#chunks.push(kept);
    this.#left -= kept.length;
    if (kept.length < text.length) throw new TextFull();
    const newline = text.lastIndexOf('\n');
    this.#column = newline < 0 ? this.#column + text.length : text.length - newline - 1;
  }

  #shape(value: PickleValue): Shape {
    if (value.kind !== 'object') return plainShape(value, this.#context);
    const known =
      standardTypes.get(value.class) ?? numpyTypes.get(value.class) ?? metaflowTypes.get(value.class);
    const shape = known?.(value, this.#context);
    if (shape !== undefined) return shape;
    if (value.called && isFunction(value.class)) {
      this.#notes.add(
        `Python would call ${value.class.slice(0, 100)} to make a part of this value; it was not called.`,
      );
    }
    return anyObject(value);
  }

  /** Text that stands for a value that must not be entered: it contains itself, or is too deep. */
  #stop(value: PickleValue, depth: number): string | undefined {
    if (this.#open.has(value)) {
      this.#notes.add('The value contains itself; the inner place is shown as `...`.');
      return '...';
    }
    if (depth < maxDepth) return undefined;
    this.#notes.add(`Values nested deeper than ${maxDepth} levels are shown as \`...\`.`);
    return '...';
  }

  /** The value on one line, undefined where it takes more than `room` characters. */
  #flat(value: PickleValue, room: number, depth: number): string | undefined {
    if (isLonger(value, room)) return undefined;
    const stop = isContainer(value) ? this.#stop(value, depth) : undefined;
    const shape = stop === undefined ? this.#shape(value) : { text: stop };
    if ('text' in shape) return shape.text.length <= room ? shape.text : undefined;
    this.#open.add(value);
    try {
      let text = shape.open;
      let count = 0;
      for (const part of shape.parts) {
        if (count++ > 0) text += ', ';
        const label = this.#label(part, room - text.length, depth);
        if (label === undefined) return undefined;
        text += label;
        const inner = this.#flat(part.value, room - text.length, depth + 1);
        if (inner === undefined) return undefined;
        text += inner;
        if (text.length > room) return undefined;
      }
      text += (shape.loneComma && count === 1 ? ',' : '') + shape.close;
      return text.length <= room ? text : undefined;
    } finally {
      this.#open.delete(value);
    }
  }

  #label(part: Part, room: number, depth: number): string | undefined {
    if (part.label !== undefined) return `${part.label}=`;
    if (part.key === undefined) return '';
    const key = this.#flat(part.key, room, depth + 1);
    return key === undefined ? undefined : `${key}: `;
  }

  /** Writes a value at the current column; `behind` characters follow it on its last line. */
  #value(value: PickleValue, indent: number, depth: number, behind = 0): void {
    const flat = this.#flat(value, this.#width - this.#column - behind, depth);
    const text = flat ?? (isContainer(value) ? this.#stop(value, depth) : undefined);
    const shape = text === undefined ? this.#shape(value) : { text };
    if (text === undefined && value.kind === 'str' && /\n./.test(value.value)) {
      this.#lines(value.value, indent);
    } else if ('text' in shape) {
      this.#emit(shape.text);
    } else {
      this.#container(value, shape, indent, depth);
    }
  }

  #container(
    value: PickleValue,
    shape: Exclude<Shape, { text: string }>,
    indent: number,
    depth: number,
  ): void {
    this.#open.add(value);
    this.#emit(shape.open);
    if (isNumbers(value)) this.#filled(shape.parts, indent + indentation);
    else this.#spread(shape.parts, indent + indentation, depth + 1);
    this.#emit(`\n${' '.repeat(indent)}${shape.close}`);
    this.#open.delete(value);
  }

  #spread(parts: Iterable<Part>, indent: number, depth: number): void {
    for (const part of parts) {
      this.#emit(`\n${' '.repeat(indent)}`);
      if (part.label !== undefined) this.#emit(`${part.label}=`);
      if (part.key !== undefined) {
        this.#value(part.key, indent, depth, 2);
        this.#emit(': ');
      }
      this.#value(part.value, indent, depth, 1);
      this.#emit(',');
    }
  }

  /** Numbers side by side, as many as fit on each line. */
  #filled(parts: Iterable<Part>, indent: number): void {
    let first = true;
    for (const part of parts) {
      const shape = this.#shape(part.value);
      const text = `${'text' in shape ? shape.text : '...'},`;
      if (first || this.#column + 1 + text.length > this.#width) this.#emit(`\n${' '.repeat(indent)}${text}`);
      else this.#emit(` ${text}`);
      first = false;
    }
  }

  /** A text of several lines: one literal per line in parentheses, which Python joins. */
  #lines(text: string, indent: number): void {
    this.#emit('(');
    for (let from = 0; from < text.length; ) {
      const newline = text.indexOf('\n', from);
      const to = newline < 0 ? text.length : newline + 1;
      this.#emit(`\n${' '.repeat(indent + indentation)}`);
      this.#emit(strLiteral(text.slice(from, Math.min(to, from + this.#left + 1))));
      from = to;
    }
    this.#emit(`\n${' '.repeat(indent)})`);
  }
}

/** Whether a text or bytes value has more characters than there is room for; found without escaping it. */
function isLonger(value: PickleValue, room: number): boolean {
  const text = value.kind === 'str' || value.kind === 'bytes' || value.kind === 'bytearray';
  return text && value.value.length > room;
}

function isContainer(value: PickleValue): boolean {
  return 'items' in value || 'entries' in value;
}

function isNumbers(value: PickleValue): boolean {
  if (value.kind === 'object' || !('items' in value)) return false;
  return value.items.every(
    (item) => item.kind === 'int' || item.kind === 'float' || item.kind === 'bool' || item.kind === 'none',
  );
}

/** Whether a name is a function's by custom: a class would begin with a capital letter. */
function isFunction(dotted: string): boolean {
  if (dotted === 'builtins.slice' || dotted === 'builtins.object') return false;
  const name = dotted.split('.').at(-1) ?? '';
  return /^_*[a-z]/.test(name) && !/error|exception/i.test(name);
}
