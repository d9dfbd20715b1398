import { invariant } from '../../std/assert.ts';
import { isObjectName, type ObjectStore, OtherObject } from './port.ts';

/** Objects in the memory of this process, for tests and benches. */
export class MemoryObjectStore implements ObjectStore {
  readonly #objects = new Map<string, Buffer>();

  async putOnce(name: string, bytes: Uint8Array): Promise<void> {
    invariant(isObjectName(name), 'an object has a name that stays in its store');
    const known = this.#objects.get(name);
    if (known && !known.equals(bytes)) throw new OtherObject(name);
    this.#objects.set(name, Buffer.from(bytes));
  }

  async get(name: string): Promise<Buffer | null> {
    invariant(isObjectName(name), 'an object has a name that stays in its store');
    return this.#objects.get(name) ?? null;
  }

  async list(prefix: string, { after = '', limit }: { after?: string; limit: number }): Promise<string[]> {
    return [...this.#objects.keys()]
      .filter((name) => name.startsWith(prefix) && name > after)
      .sort()
      .slice(0, limit);
  }
}
