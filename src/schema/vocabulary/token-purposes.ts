import { days, minutes } from '../../std/durations.ts';

/** What a single-use token is for, and how long it may wait to be used. */
export const TOKEN_PURPOSES = {
  verify_address: { description: 'Proves that an address is its account’s.', validMs: days(3) },
  change_address: {
    description: 'Proves a new address, which then takes the place of the old.',
    validMs: days(1),
  },
  reset_password: { description: 'Sets a new password.', validMs: minutes(10) },
  set_password: {
    description: 'Sets the first password of a learner whose guardian made the account.',
    validMs: days(7),
  },
  guardian_request: { description: 'Opens the request of a child to its guardian.', validMs: days(7) },
  guardian_confirmation: { description: 'Confirms a guardian’s consent the second time.', validMs: days(7) },
  family_invitation: { description: 'Lets an account join a family plan.', validMs: days(7) },
} as const satisfies Record<string, { description: string; validMs: number }>;

export type TokenPurpose = keyof typeof TOKEN_PURPOSES;

export const TOKEN_PURPOSE_NAMES = Object.keys(TOKEN_PURPOSES) as readonly TokenPurpose[];
