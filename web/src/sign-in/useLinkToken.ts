import { useEffect, useState } from 'react';

/** The token a mail's link has behind `#`; taken out of the address at once, so that it stays in no history. */
export function useLinkToken(): string | null {
  const [token, setToken] = useState(taken);
  // A link that is opened where the page is open already only changes what stands behind `#`.
  useEffect(() => {
    const hear = () => setToken((before) => taken() ?? before);
    window.addEventListener('hashchange', hear);
    return () => window.removeEventListener('hashchange', hear);
  }, []);
  return token;
}

function taken(): string | null {
  const found = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (found !== null) window.history.replaceState(window.history.state, '', window.location.pathname);
  return found;
}
