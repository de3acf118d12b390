/** Bytes of a process to lines, whatever the chunks. */

/** Characters of a line that are kept; what is beyond is counted. */
export const maxLineLength = 20_000;

/**
 * Decodes UTF-8 that may be cut anywhere; invalid bytes become U+FFFD. A carriage return goes back to the start of the
 * line, as progress bars do: of such a line its first part (which has Metaflow's prefix) and its last are kept, joined
 * by one `\r`.
 */
export class LineDecoder {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #first: Segment | undefined;
  #last: Segment | undefined;
  #current = new Segment();

  /** Lines that the chunk completes. */
  push(chunk: Uint8Array): string[] {
    return this.#take(this.#decoder.decode(chunk, { stream: true }));
  }

  /** The rest: a last line without a newline. */
  end(): string[] {
    const lines = this.#take(this.#decoder.decode());
    if (this.#first !== undefined || this.#current.length > 0) lines.push(this.#finish());
    return lines;
  }

  #take(text: string): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== 10 && code !== 13) continue;
      this.#current.add(text, from, at);
      from = at + 1;
      if (code === 10) lines.push(this.#finish());
      else this.#return();
    }
    this.#current.add(text, from, text.length);
    return lines;
  }

  #return(): void {
    if (this.#first === undefined) this.#first = this.#current;
    else if (this.#current.length > 0) this.#last = this.#current;
    this.#current = new Segment();
  }

  #finish(): string {
    const last = this.#current.length > 0 ? this.#current : this.#last;
    const line = [this.#first, last].flatMap((segment) => (segment ? [segment.toString()] : []));
    this.#first = undefined;
    this.#last = undefined;
    this.#current = new Segment();
    return line.join('\r');
  }
}

class Segment {
  #text = '';
  length = 0;

  add(text: string, from: number, to: number): void {
    const room = maxLineLength - this.#text.length;
    if (room > 0) this.#text += text.slice(from, Math.min(to, from + room));
    this.length += to - from;
  }

  toString(): string {
    const left = this.length - this.#text.length;
    return left === 0 ? this.#text : `${this.#text} … (${left} more characters)`;
  }
}
