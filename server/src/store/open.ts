/** The only file that names implementations of stores. */
import { Liveness } from './liveness';
import { LocalStore } from './localStore';
import { RunRepository } from './runRepository';

/** Opens the datastore in a folder (`…/.metaflow`). Nothing is read until something is asked for. */
export function openRepository(root: string): RunRepository {
  return new RunRepository(new LocalStore(root), new Liveness());
}
