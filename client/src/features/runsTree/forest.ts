/** The rows that were loaded, kept over reloads so that what did not change is not asked for again. No VS Code. */
import { type StoreRef, storeRef } from '../../storeArguments';
import { idOf, isOpen, type Node, refOf } from './nodes';

/** A row. The same object as long as the row is there. */
export class Entry {
  readonly id: string;
  readonly parent: Entry | undefined;
  node: Node;
  /** Loaded once asked for; undefined again when it may have changed. */
  children: Promise<readonly Entry[]> | undefined;
  /** How many runs of a flow are shown; the setting where undefined. */
  shown: number | undefined;

  constructor(id: string, parent: Entry | undefined, node: Node) {
    this.id = id;
    this.parent = parent;
    this.node = node;
  }

  /** What commands of the row are about. */
  get ref(): StoreRef | undefined {
    return storeRef(refOf(this.node));
  }
}

export class Forest {
  readonly #entries = new Map<string, Entry>();

  all(): Iterable<Entry> {
    return this.#entries.values();
  }

  /** The rows below `parent` are these now. Rows that were there stay, with their children unless these may differ. */
  place(parent: Entry | undefined, nodes: readonly Node[]): readonly Entry[] {
    const ids = new Set<string>();
    const placed = nodes.map((node) => {
      const id = idOf(node, parent?.id ?? '');
      ids.add(id);
      const known = this.#entries.get(id);
      if (known === undefined) {
        const made = new Entry(id, parent, node);
        this.#entries.set(id, made);
        return made;
      }
      if (isOpen(known.node) || JSON.stringify(known.node) !== JSON.stringify(node))
        known.children = undefined;
      known.node = node;
      return known;
    });
    for (const entry of this.#entries.values()) {
      if (entry.parent === parent && !ids.has(entry.id)) this.#remove(entry);
    }
    return placed;
  }

  find(accept: (node: Node) => boolean): Entry | undefined {
    for (const entry of this.#entries.values()) if (accept(entry.node)) return entry;
    return undefined;
  }

  /** Everything is to be asked for again. */
  forget(): void {
    for (const entry of this.#entries.values()) entry.children = undefined;
  }

  #remove(gone: Entry): void {
    this.#entries.delete(gone.id);
    for (const [id, entry] of this.#entries) {
      if (id.startsWith(`${gone.id}\n`)) this.#entries.delete(entry.id);
    }
  }
}
