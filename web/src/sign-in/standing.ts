import type { Role } from '../api/types.ts';

/** What an access token says, and the token itself: in memory and nowhere else. */
export interface Grant {
  readonly accessToken: string;
  /** Milliseconds since 1970, by this machine's clock. */
  readonly expiresAtMs: number;
  readonly userId: string;
  readonly role: Role;
  /** The sign-in it belongs to, the same after each renewal. */
  readonly signInId: string;
}

/** How this browser stands to the service. */
export type Standing =
  /** Not known yet: the service was not asked. */
  | { readonly kind: 'unknown' }
  /** Nobody has to sign in: the service answers its own machine only, and takes callers at their word. */
  | { readonly kind: 'local' }
  | { readonly kind: 'signed-out' }
  | ({ readonly kind: 'signed-in' } & Grant);

/** What tabs of one browser tell each other. */
export type TabMessage =
  | { readonly kind: 'granted'; readonly grant: Grant }
  | { readonly kind: 'signed-out'; readonly signInId: string };
