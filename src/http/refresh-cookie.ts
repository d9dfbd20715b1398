import { parseCookie, stringifySetCookie } from 'cookie';
import { REFRESH_TOKEN_LENGTH } from '../accounts/sign-in/refresh-token.ts';
import type { Asking } from './route.ts';

/** The cookie goes nowhere but to what needs it. */
export const COOKIE_PATH = '/v1/auth';

/** Browsers take a cookie of this prefix over TLS only. */
const SECURE_PREFIX = '__Secure-';
const NAME = 'masterx-refresh';

/** The refresh token of a browser; null where it has none. */
export function refreshCookieOf({
  cookies,
  isEncrypted,
}: Pick<Asking, 'cookies' | 'isEncrypted'>): string | null {
  const token = parseCookie(cookies)[nameOf(isEncrypted)];
  return token !== undefined && token.length === REFRESH_TOKEN_LENGTH ? token : null;
}

/** Has a browser keep a refresh token where no page can read it, and send it to this site alone. */
export function setRefreshCookie(
  { isEncrypted }: Pick<Asking, 'isEncrypted'>,
  token: string,
  expires: Date,
): Readonly<Record<string, string>> {
  return { 'Set-Cookie': cookie(isEncrypted, token, expires) };
}

/** Has a browser forget its refresh token. */
export function clearRefreshCookie({
  isEncrypted,
}: Pick<Asking, 'isEncrypted'>): Readonly<Record<string, string>> {
  return { 'Set-Cookie': cookie(isEncrypted, '', new Date(0)) };
}

function cookie(isEncrypted: boolean, value: string, expires: Date): string {
  return stringifySetCookie({
    name: nameOf(isEncrypted),
    value,
    expires,
    path: COOKIE_PATH,
    httpOnly: true,
    sameSite: 'strict',
    // Over plain text on loopback some browsers would drop it.
    secure: isEncrypted,
  });
}

function nameOf(isEncrypted: boolean): string {
  return isEncrypted ? `${SECURE_PREFIX}${NAME}` : NAME;
}
