import type { Grant, Standing, TabMessage } from './standing.ts';

/** How long before its end a token is no longer sent: requests take time, and clocks differ. */
const MARGIN_MS = 20_000;

/** The other tabs of this browser. */
export interface Tabs {
  tell(message: TabMessage): void;
  hear(listener: (message: TabMessage) => void): void;
}

/** What the keeper needs of the world; tests hand in their own. */
export interface KeeperParts {
  /** Asks whether nobody has to sign in here, and goes on with an earlier sign-in where there is one. */
  readonly begin: () => Promise<{ readonly isLocal: boolean; readonly grant: Grant | null }>;
  /** Another access token for the refresh cookie; null where the sign-in is over. @throws when it cannot be known */
  readonly refresh: () => Promise<Grant | null>;
  /** Runs alone among all tabs of this browser. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  readonly tabs: Tabs;
  readonly now: () => number;
}

/**
 * Keeps the sign-in of this browser: one access token in memory, renewed by one tab at a time, since each refresh token
 * is good for one use; what one tab learns the others are told.
 */
export class SignInKeeper {
  readonly #parts: KeeperParts;
  readonly #listeners = new Set<() => void>();
  #standing: Standing = { kind: 'unknown' };
  #beginning: Promise<void> | null = null;
  /** Whether nobody has to sign in: what there is to go back to after signing out. */
  #isLocal = false;
  /** Sign-ins that are over: what another tab told of one before may arrive after its end. */
  readonly #ended = new Set<string>();

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    parts.tabs.hear((message) => this.#hear(message));
  }

  get standing(): Standing {
    return this.#standing;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** How this browser stands; asks the service the first time. @throws where it cannot be known */
  async known(): Promise<Standing> {
    this.#beginning ??= this.#begin();
    await this.#beginning;
    return this.#standing;
  }

  async #begin(): Promise<void> {
    try {
      const { isLocal, grant } = await this.#parts.alone(this.#parts.begin);
      this.#isLocal = isLocal;
      if (grant !== null) this.signedIn(grant);
      // Another tab may have told something meanwhile.
      else if (this.#standing.kind === 'unknown') this.#become(this.#without());
    } catch (thrown) {
      this.#beginning = null;
      throw thrown;
    }
  }

  /** A token to send now; null where none is to be sent. @throws when it cannot be renewed now */
  async token(): Promise<string | null> {
    await this.known();
    const held = this.#standing;
    if (held.kind !== 'signed-in') return null;
    return this.#isFresh(held) ? held.accessToken : this.renewed(held.accessToken);
  }

  /** A token in the place of one that is over or was refused; null where the sign-in is over. */
  renewed(refused: string): Promise<string | null> {
    return this.#parts.alone(async () => {
      const held = this.#standing;
      if (held.kind !== 'signed-in') return null;
      // Whoever waited for the lock may find that another tab has renewed it.
      if (held.accessToken !== refused && this.#isFresh(held)) return held.accessToken;
      const grant = await this.#parts.refresh();
      if (grant === null) this.signedOut();
      else this.signedIn(grant);
      return grant?.accessToken ?? null;
    });
  }

  signedIn(grant: Grant): void {
    this.#become({ kind: 'signed-in', ...grant });
    this.#tell({ kind: 'granted', grant });
  }

  /** The sign-in is over, here and in every tab that goes on with it. */
  signedOut(): void {
    if (this.#standing.kind !== 'signed-in') return;
    const { signInId } = this.#standing;
    this.#forget(signInId);
    this.#tell({ kind: 'signed-out', signInId });
  }

  #hear(message: TabMessage): void {
    if (message.kind === 'signed-out') this.#forget(message.signInId);
    else if (!this.#ended.has(message.grant.signInId)) {
      this.#become({ kind: 'signed-in', ...message.grant });
    }
  }

  #forget(signInId: string): void {
    this.#ended.add(signInId);
    if (this.#standing.kind !== 'signed-in' || this.#standing.signInId !== signInId) return;
    this.#become(this.#without());
  }

  /** How one stands here who is not signed in. */
  #without(): Standing {
    return this.#isLocal ? { kind: 'local' } : { kind: 'signed-out' };
  }

  #isFresh(grant: Grant): boolean {
    return grant.expiresAtMs - MARGIN_MS > this.#parts.now();
  }

  #become(standing: Standing): void {
    this.#standing = standing;
    for (const listener of this.#listeners) listener();
  }

  #tell(message: TabMessage): void {
    this.#parts.tabs.tell(message);
  }
}
