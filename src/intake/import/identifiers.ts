import { pseudonyms } from '../../protection/pseudonym.ts';
import type { IndexKey } from '../../protection/secret-key.ts';
import { invariant } from '../../std/assert.ts';
import type { SourceEvent } from '../readers/record.ts';
import type { ImportPlatform } from './request.ts';

/** Purpose of the key that pseudonyms are made with. */
const PURPOSE = 'pseudonym';
/** Another key would make other accounts of the same learners, so it is always the first one. */
const EPOCH = 1;

/** What a source's identifiers are here. The source's own are never stored. */
export class Identifiers {
  readonly #keyring: ImportPlatform['keyring'];
  #key: IndexKey | null = null;
  #pseudonym: ReturnType<typeof pseudonyms> | null = null;

  constructor(keyring: ImportPlatform['keyring']) {
    this.#keyring = keyring;
  }

  /** Fetches the key, which stays in memory only for a while. Call it before each row. */
  async refresh(): Promise<void> {
    const current = await this.#keyring.indexKey(PURPOSE);
    const key = current.epoch === EPOCH ? current : await this.#keyring.indexKey(PURPOSE, EPOCH);
    if (key === this.#key) return;
    this.#key = key;
    this.#pseudonym = pseudonyms(key);
  }

  learner({ source, learner }: SourceEvent): string {
    return this.#made('learner', source, learner);
  }

  /** A session is about one subject: what a source calls one session and spans two is two. */
  session({ source, session, subject }: SourceEvent): string {
    return this.#made('session', source, `${session}\u0000${subject.slug}`);
  }

  interaction({ source, attempt }: SourceEvent): string {
    return this.#made('interaction', source, attempt);
  }

  #made(...about: Parameters<ReturnType<typeof pseudonyms>>): string {
    invariant(this.#pseudonym, 'the key is fetched before the first row');
    return this.#pseudonym(...about);
  }
}
