import type { Config } from '../config/settings.ts';
import { isLoopback } from './loopback.ts';

/** Who may ask: whoever signed in, or also whoever on this machine says who they are. */
export type SignInMode = NonNullable<Config['signIn']>;

/** What the choice depends on. */
export type SignInSettings = Pick<Config, 'host'> & Partial<Pick<Config, 'signIn' | 'environment'>>;

/**
 * Who may ask. Nothing that cannot tell people apart may face a network, so a service that listens to more than this
 * machine demands sign-in whatever the settings say.
 */
export function signInMode({ host, signIn = null, environment = 'development' }: SignInSettings): SignInMode {
  if (!isLoopback(host)) return 'required';
  return signIn ?? (environment === 'production' ? 'required' : 'local');
}
