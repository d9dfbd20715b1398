import type { TAGS } from '../../src/http/route.ts';
import { ROUTES } from '../../src/http/routes/table.ts';

type Tag = keyof typeof TAGS;

/** Which test asks every operation of a tag with success; a new tag names its test here. */
const ASKED_IN: Readonly<Record<Tag, string>> = {
  auth: 'sign-in-walk',
  learners: 'routes',
  consents: 'consent-routes',
  sessions: 'routes',
  insight: 'routes',
  practice: 'routes',
  platform: 'routes',
  service: 'routes',
  profile: 'profile-routes',
  subscription: 'subscription-routes',
  billing: 'billing-routes',
  corrections: 'correction-routes',
  registration: 'registration-routes',
  guardians: 'registration-routes',
};

/** The answers of success, of the operations that a test has to ask, that were not seen in it. */
export function unansweredIn(test: string, seen: ReadonlySet<string>): readonly string[] {
  return ROUTES.filter(({ tag }) => ASKED_IN[tag] === test)
    .flatMap(({ method, path, answers }) =>
      Object.keys(answers).map((status) => `${method} ${path}: ${status}`),
    )
    .filter((name) => !seen.has(name));
}
