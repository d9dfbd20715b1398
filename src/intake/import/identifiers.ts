import { type PseudonymKind, pseudonym } from '../../protection/pseudonym.ts';
import type { IndexKey } from '../../protection/secret-key.ts';
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

  constructor(keyring: ImportPlatform['keyring']) {
    this.#keyring = keyring;
  }

  /** Fetches the key anew: plain keys stay in memory only for a while. Call it before each stretch of rows. */
  async refresh(): Promise<void> {
    const current = await this.#keyring.indexKey(PURPOSE);
    this.#key = current.epoch === EPOCH ? current : await this.#keyring.indexKey(PURPOSE, EPOCH);
  }

  learner({ source, learner }: SourceEvent): string {
    return this.#pseudonym('learner', source, learner);
  }

  /** A session is about one subject: what a source calls one session and spans two is two. */
  session({ source, session, subject }: SourceEvent): string {
    return this.#pseudonym('session', source, `${session}\u0000${subject.slug}`);
  }

  interaction({ source, attempt }: SourceEvent): string {
    return this.#pseudonym('interaction', source, attempt);
  }

  #pseudonym(kind: PseudonymKind, source: string, identifier: string): string {
    if (!this.#key) throw new Error('refresh() comes first');
    return pseudonym(this.#key, kind, source, identifier);
  }
}
