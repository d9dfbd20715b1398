import { useState } from 'react';
import { useLinkToken } from './useLinkToken.ts';

const KEY = 'masterx-guardian-link';

/** The token of a guardian's link, which outlives signing in on the way; and what to do when it is spent. */
export function useGuardianLink(): readonly [string | null, () => void] {
  const fresh = useLinkToken();
  const [token, setToken] = useState(() => {
    if (fresh !== null) window.sessionStorage.setItem(KEY, fresh);
    return fresh ?? window.sessionStorage.getItem(KEY);
  });
  const spent = () => {
    window.sessionStorage.removeItem(KEY);
    setToken(null);
  };
  return [token, spent];
}
