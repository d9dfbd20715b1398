import type { Problem } from '../api/problem.ts';

interface Words {
  readonly title: string;
  readonly hint: string;
  /** What the service says of this occurrence would name roles and collections. */
  readonly withoutDetail?: true;
}

/**
 * What the service says to programs, said to people, where its own words name roles, headers or identifiers. Those of
 * every other problem stand as they are.
 */
const WORDS: Partial<Record<NonNullable<Problem['code']>, Words>> = {
  access_denied: {
    title: 'This is not yours to see or to change',
    hint: 'It belongs to somebody else, who does not share it with you, or not any more.',
    withoutDetail: true,
  },
  not_found: { title: 'There is nothing here', hint: 'It may be mistyped, or gone.' },
  guardian_decides: {
    title: 'A parent or guardian decides this',
    hint: 'Ask them: they find it under “My children”. A no is always yours to say.',
  },
  too_many_requests: { title: 'That was too often', hint: 'Wait a moment, then try again.' },
  overloaded: { title: 'Too many are here at this moment', hint: 'Wait a moment, then try again.' },
  write_conflict: { title: 'Somebody else changed it at the same moment', hint: 'Try again.' },
};

/** A problem in words for people. */
export function worded(problem: Problem): Problem {
  const words = problem.code === undefined ? undefined : WORDS[problem.code];
  if (words === undefined) return problem;
  const { title, hint, withoutDetail } = words;
  const { detail, ...rest } = problem;
  return { ...rest, title, hint, ...(detail !== undefined && !withoutDetail && { detail }) };
}
