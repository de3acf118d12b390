import { readAtom } from './atoms';
import { ByteReader, PickleError } from './byteReader';
import { construct } from './construct';
import { op } from './opcodes';
import { type Machine, PickleStack } from './stack';
import type { PickleLimits, PickleValue } from './value';

/** Python's unpickling machine without its effects. */
export class PickleMachine {
  readonly #machine: Machine;
  readonly #length: number;

  constructor(bytes: Uint8Array, limits: PickleLimits, notes: Set<string>) {
    this.#machine = { reader: new ByteReader(bytes), stack: new PickleStack(limits), notes };
    this.#length = bytes.length;
  }

  /** The value; throws PickleError where the data ends, is wrong or goes beyond a limit. */
  run(): PickleValue {
    const { reader, stack } = this.#machine;
    for (;;) {
      const at = reader.position;
      const opcode = reader.u8();
      if (opcode === op.STOP) return stack.pop();
      if (!readAtom(opcode, this.#machine) && !construct(opcode, this.#machine)) {
        throw new PickleError(
          `The value is damaged: byte ${at} is not a part of any pickle, so only what comes before is shown.`,
        );
      }
    }
  }

  /** Whether the failed read wanted more than there is. */
  get atEnd(): boolean {
    return this.#length - this.#machine.reader.position < 16;
  }

  /** What can be saved after `run` threw: open containers take what was read for them. */
  partial(): PickleValue | undefined {
    return this.#machine.stack.salvage();
  }
}
