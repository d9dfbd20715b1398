import type { NewSignInDocument, SignInDocument } from '../../derive/generated/documents.ts';
import type { AccountRole } from '../../schema/vocabulary/roles.ts';
import { LIMITS } from '../../std/limits.ts';
import { cut } from '../../std/texts.ts';
import type { AskedFrom, Channel, SignedIn, SignInParts } from './parts.ts';
import { mintRefreshToken, newFamilyKey } from './refresh-token.ts';

const DEVICE_LENGTH_MAX = 200;
const ADDRESS_LENGTH_MAX = 64;

/** How long a sign-in waits for what is wanted besides the password. */
const WAIT_MS_MAX = { second_factor: LIMITS.secondFactorMsMax, enrolment: LIMITS.enrolmentMsMax } as const;

/** A sign-in about to be stored, and the token that goes on with it. */
export interface BegunSignIn {
  readonly document: NewSignInDocument;
  readonly token: string;
}

/** A new sign-in of an account, open or waiting for its second factor. */
export function beginSignIn(
  { clock, entropy }: Pick<SignInParts, 'clock' | 'entropy'>,
  about: {
    readonly userId: string;
    readonly role: AccountRole;
    readonly channel: Channel;
    readonly stage: SignInDocument['stage'];
  },
  { device, address }: AskedFrom,
): BegunSignIn {
  const { userId, stage, ...rest } = about;
  const at = clock.now();
  const family = { account: userId, signIn: entropy.uuid(), key: newFamilyKey(entropy) };
  const { token, digest } = mintRefreshToken(family, 0, entropy);
  return {
    token,
    document: {
      ...rest,
      stage,
      sign_in_id: family.signIn,
      user_id: userId,
      began_at: at,
      last_used_at: at,
      expires_at:
        stage === 'open' ? openUntil({ began_at: at }, at) : new Date(at.getTime() + WAIT_MS_MAX[stage]),
      device: device === null ? null : cut(device, DEVICE_LENGTH_MAX),
      address: address === null ? null : cut(address, ADDRESS_LENGTH_MAX),
      family_key: family.key,
      generation: 0,
      token_digest: digest,
      attempts: 0,
    },
  };
}

/** Until when a sign-in goes on that is used now: a week after each use, a month in all. */
export function openUntil({ began_at }: Pick<SignInDocument, 'began_at'>, now: Date): Date {
  return new Date(Math.min(now.getTime() + LIMITS.signInIdleMsMax, began_at.getTime() + LIMITS.signInMsMax));
}

/** What somebody gets whose sign-in is open. */
export async function signedIn(
  { accessTokens }: Pick<SignInParts, 'accessTokens'>,
  signIn: Pick<SignInDocument, 'user_id' | 'sign_in_id' | 'role' | 'channel' | 'expires_at'>,
  roles: readonly AccountRole[],
  refreshToken: string,
): Promise<SignedIn> {
  const { user_id, sign_in_id, role, channel, expires_at } = signIn;
  const access = await accessTokens.issue({ subject: user_id, role, signIn: sign_in_id });
  return {
    outcome: 'signed_in',
    userId: user_id,
    role,
    roles,
    signInId: sign_in_id,
    channel,
    accessToken: access.token,
    accessExpiresAt: access.expiresAt,
    refreshToken,
    refreshExpiresAt: expires_at,
  };
}
