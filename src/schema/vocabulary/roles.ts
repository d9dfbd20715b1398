/** The roles an account can have. */
export const ACCOUNT_ROLES = [
  'learner',
  'guardian',
  'educator',
  'support',
  'analyst',
  'privacy_officer',
  'operator',
  'service',
] as const;

/** Roles in which somebody sees or decides what is other people's because of their work. They are given, never taken. */
export const STAFF_ROLES = ['educator', 'support', 'analyst', 'privacy_officer', 'operator'] as const;

export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** Every role of the policy table: those of accounts, and the platform itself for its own jobs. */
export const ROLES = [...ACCOUNT_ROLES, 'system'] as const;

export type Role = (typeof ROLES)[number];
