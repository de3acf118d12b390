/** Why reading a pickle ended early; its message is a sentence for the user. */
export class PickleError extends Error {}

const cutOff = 'The value is cut off: its data ends too early, so only the part before is shown.';

/** Reads the arguments of opcodes. Every read checks what is left, whatever length the data declares. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  /** An eight-byte length; beyond what numbers hold it is beyond the data as well. */
  u64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), true));
  }

  /** Big-endian, as BINFLOAT has it. */
  f64(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  /** A view of the next `length` bytes, not a copy. */
  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** The bytes up to the next line feed, which is skipped. */
  line(): Uint8Array {
    const end = this.#bytes.indexOf(10, this.position);
    if (end < 0) throw new PickleError(cutOff);
    const line = this.#bytes.subarray(this.position, end);
    this.position = end + 1;
    return line;
  }

  #advance(length: number): number {
    const start = this.position;
    if (length < 0 || length > this.#bytes.length - start) throw new PickleError(cutOff);
    this.position = start + length;
    return start;
  }
}
