import { parseCookie, stringifySetCookie } from 'cookie';
import { REFRESH_TOKEN_LENGTH } from '../accounts/sign-in/refresh-token.ts';
import type { Asking } from './route.ts';

/**
 * Browsers take a cookie of this prefix over TLS only, from this host alone and for all of it (RFC 6265bis §4.1.3.2): no other host
 * of the domain can put one in its place. So it goes to every path, and only those of signing in look at it.
 */
const HOST_PREFIX = '__Host-';
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

/** Has a browser forget its refresh token, and whatever pages of this origin may have stored. */
export function forgetSignIn({ isEncrypted }: Pick<Asking, 'isEncrypted'>): Readonly<Record<string, string>> {
  // Cookies by name: the header would take those of every host of the domain. What is cached holds no data.
  return { 'Set-Cookie': cookie(isEncrypted, '', new Date(0)), 'Clear-Site-Data': '"storage"' };
}

function cookie(isEncrypted: boolean, value: string, expires: Date): string {
  return stringifySetCookie({
    name: nameOf(isEncrypted),
    value,
    expires,
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    // Over plain text on loopback some browsers would drop it.
    secure: isEncrypted,
  });
}

function nameOf(isEncrypted: boolean): string {
  return isEncrypted ? `${HOST_PREFIX}${NAME}` : NAME;
}
