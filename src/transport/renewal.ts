import { MasterXError } from '../errors/error.ts';
import type { Clock } from '../std/clock.ts';
import { seconds } from '../std/durations.ts';
import { type CertificateFacts, daysLeft } from './certificate.ts';
import type { Credential } from './credential.ts';

/** How often files are looked at: what mounts secrets swaps them without a word. */
const CHECK_MS = seconds(10);
/** Looks in a row at which the same files were refused before that is told. */
const TIMES_UNTIL_TOLD = 2;
/** Days before its end at which a certificate is warned of. */
const WARNED_DAYS = [1, 7, 30] as const;

/** What is told while certificates are followed. */
export interface RenewalNotices {
  /** New files are in force for new connections. */
  reloaded(credential: Credential): void;
  /** New files could not be used twice in a row: the ones before stay in force. */
  refused(credential: Credential, error: MasterXError): void;
  /** A certificate ends soon, or has ended. */
  ending(credential: Credential, certificate: CertificateFacts, days: number): void;
}

/** Looks at the files of certificates again and again, and takes what is new into use. */
export class Renewal {
  readonly #credentials: readonly Credential[];
  readonly #clock: Clock;
  readonly #notices: RenewalNotices;
  readonly #timer: NodeJS.Timeout;
  /** Why each credential was refused last, and how often, so that it is said once. */
  readonly #refusals = new Map<Credential, { readonly message: string; readonly times: number }>();
  readonly #warned = new Map<string, number>();
  #checking: Promise<void> | null = null;

  constructor(
    credentials: readonly Credential[],
    clock: Clock,
    notices: RenewalNotices,
    everyMs: number = CHECK_MS,
  ) {
    this.#credentials = credentials;
    this.#clock = clock;
    this.#notices = notices;
    this.#timer = setInterval(() => void this.check(), everyMs).unref();
  }

  /** Looks at once. Never rejects. */
  async check(): Promise<void> {
    this.#checking ??= this.#checkAll().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #checkAll(): Promise<void> {
    for (const credential of this.#credentials) {
      try {
        const isNew = await credential.reload(this.#clock.now());
        this.#refusals.delete(credential);
        if (isNew) this.#notices.reloaded(credential);
      } catch (thrown) {
        this.#refuse(credential, MasterXError.from(thrown));
      }
      this.#warn(credential);
    }
  }

  /** Between the writing of a certificate and that of its key they do not fit: what passes by itself is not told. */
  #refuse(credential: Credential, error: MasterXError): void {
    const before = this.#refusals.get(credential);
    const times = before?.message === error.message ? before.times + 1 : 1;
    this.#refusals.set(credential, { message: error.message, times });
    if (times === TIMES_UNTIL_TOLD) this.#notices.refused(credential, error);
  }

  #warn(credential: Credential): void {
    const { chain, authorities } = credential.content;
    for (const certificate of [...chain, ...authorities]) {
      const days = daysLeft(certificate, this.#clock.now());
      const bound = warnedAt(certificate, days);
      const key = `${credential.name} ${certificate.thumbprint}`;
      if (bound === null || bound >= (this.#warned.get(key) ?? Number.POSITIVE_INFINITY)) continue;
      this.#warned.set(key, bound);
      this.#notices.ending(credential, certificate, days);
    }
  }
}

/**
 * The bound a certificate has passed on its way to its end: 30, 7 or 1 days, 0 when it is over; null before all of them.
 * A bound beyond half of its whole life would be passed from the start and says nothing.
 */
export function warnedAt(certificate: CertificateFacts, days: number): number | null {
  if (days < 0) return 0;
  const life = daysLeft(certificate, certificate.notBefore);
  return WARNED_DAYS.find((bound) => days <= bound && bound <= life / 2) ?? null;
}
