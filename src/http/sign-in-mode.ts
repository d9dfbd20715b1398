import type { Config } from '../config/settings.ts';
import { isLoopback } from '../transport/loopback.ts';

/** Who may ask: whoever signed in, or also whoever on this machine says who they are. */
export type SignInMode = NonNullable<Config['signIn']>;

/** What the choice depends on. */
export type SignInSettings = Pick<Config, 'host'> &
  Partial<Pick<Config, 'signIn' | 'environment' | 'publicOrigins' | 'trustedProxies'>>;

/**
 * Who may ask. Nothing that cannot tell people apart may face a network, so a service that listens to more than this
 * machine, or that a proxy leads others to, demands sign-in whatever the settings say.
 */
export function signInMode(settings: SignInSettings): SignInMode {
  const { host, signIn = null, environment = 'development' } = settings;
  const { publicOrigins = [], trustedProxies = [] } = settings;
  if (!isLoopback(host) || publicOrigins.length > 0 || trustedProxies.length > 0) return 'required';
  return signIn ?? (environment === 'production' ? 'required' : 'local');
}
