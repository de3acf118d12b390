/** Reads a pickle as data. Nothing is imported, looked up or called; any input ends with a value and notes. */
import { PickleError } from './byteReader';
import { PickleMachine } from './machine';
import { defaultLimits, opaque, type PickleLimits, type Unpickled } from './value';

/** Never throws: damaged, cut off or hostile data yields the part that was readable and a note that says so. */
export function unpickle(bytes: Uint8Array, limits: PickleLimits = defaultLimits): Unpickled {
  const notes = new Set<string>();
  const tooLong = bytes.length > limits.bytes;
  const machine = new PickleMachine(tooLong ? bytes.subarray(0, limits.bytes) : bytes, limits, notes);
  try {
    return { value: machine.run(), notes: [...notes] };
  } catch (error) {
    if (error instanceof PickleError) {
      notes.add(
        tooLong && machine.atEnd
          ? `Only the first ${limits.bytes.toLocaleString('en-US')} of ${bytes.length.toLocaleString('en-US')} bytes were read.`
          : error.message,
      );
    } else {
      // A limit of the JavaScript engine (string or BigInt size), reached before ours.
      notes.add('A part of the value is too large to be shown.');
    }
    return { value: machine.partial() ?? opaque('nothing readable'), notes: [...notes] };
  }
}
