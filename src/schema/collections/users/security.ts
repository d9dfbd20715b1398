import { boolean } from '../../fields/boolean.ts';
import { group } from '../../fields/group.ts';
import { instant } from '../../fields/instant.ts';
import { count } from '../../fields/integer.ts';

/** Where signing in to an account stands. */
export const security = group(
  {
    failed_login_attempts: count({ description: 'Failed attempts to sign in since the last success.' }),
    last_password_change: instant({
      description: 'When the password last changed.',
      nullable: 'There is no password.',
    }),
    two_factor_enabled: boolean({ description: 'Whether a second factor is asked for.' }),
    locked_until: instant({
      description: 'Until when no password is taken, after failed attempts.',
      optional: true,
      extension: 'Failed attempts are counted and have no consequence in the specification.',
    }),
  },
  { description: 'Security of the account.', purpose: 'security', setBy: 'platform' },
);
