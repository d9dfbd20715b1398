import type { AccessGrant } from '../../access/access-tokens.ts';
import type { DocumentAccess } from '../../documents/documents.ts';
import type { Clock } from '../../std/clock.ts';
import { LIMITS } from '../../std/limits.ts';
import { gatekeeper, tokenRefused } from './parts.ts';

interface Checked {
  readonly atMs: number;
  readonly goesOn: Promise<boolean>;
}

/**
 * Whether the sign-ins of access tokens go on. A token by itself is good for ten minutes; a sign-in that was ended must
 * not be. So each process looks at a sign-in again when it last did so longer than `LIMITS.signInCheckMsMax` ago: that is
 * how long a token may outlive the end of its sign-in. In the process that ended it, it does not.
 */
export class SignInStandings {
  readonly #access: DocumentAccess;
  readonly #clock: Clock;
  readonly #checked = new Map<string, Checked>();

  constructor(access: DocumentAccess, clock: Clock) {
    this.#access = access;
    this.#clock = clock;
  }

  /** @throws MasterXError `token_refused` where the sign-in, or the service, was ended; `store_unavailable`. */
  async assertGoesOn(
    grant: AccessGrant,
    asked: { requestId: string; address: string | null },
  ): Promise<void> {
    const name = grant.signIn ?? grant.subject;
    const nowMs = this.#clock.monotonicMs();
    let checked = this.#checked.get(name);
    if (!checked || nowMs - checked.atMs >= LIMITS.signInCheckMsMax) {
      checked = { atMs: nowMs, goesOn: this.#look(grant, asked) };
      this.#keep(name, checked);
    }
    let goesOn: boolean;
    try {
      goesOn = await checked.goesOn;
    } catch (thrown) {
      if (this.#checked.get(name) === checked) this.#checked.delete(name);
      throw thrown;
    }
    if (!goesOn) throw tokenRefused('Its sign-in was ended.');
  }

  /** Looks again the next time: something of the sign-in or service was changed here. */
  forget(name: string): void {
    this.#checked.delete(name);
  }

  #keep(name: string, checked: Checked): void {
    // The map keeps its order: what was looked at longest ago goes first.
    this.#checked.delete(name);
    this.#checked.set(name, checked);
    const [oldest] = this.#checked.keys();
    if (this.#checked.size > LIMITS.signInsCheckedMax && oldest !== undefined) this.#checked.delete(oldest);
  }

  async #look(
    { subject, role, signIn }: AccessGrant,
    asked: { requestId: string; address: string | null },
  ): Promise<boolean> {
    const documents = this.#access.as(gatekeeper({ ...asked, device: null }, subject));
    if (signIn === null) {
      const service = await documents.collection('services').find('service_by_id', { client_id: subject });
      return service !== null && service.revoked_at === null && service.role === role;
    }
    const found = await documents
      .collection('sign_ins')
      .find('sign_in_standing', { sign_in_id: signIn }, { learner: subject });
    return (
      found !== null && found.stage === 'open' && found.role === role && found.expires_at > this.#clock.now()
    );
  }
}
