/** What makes a password good here; the service has the last word. */
export const PASSWORD_ADVICE =
  'At least 8 characters. Four words that do not belong together are easy to keep in mind and hard to guess.';
