import type { AccountRole } from '../../src/schema/vocabulary/roles.ts';
import { LIMITS } from '../../src/std/limits.ts';
import { systemEntropy } from '../../src/std/random.ts';
import { newUser } from '../support/examples.ts';
import type { TestPlatform } from '../support/platform.ts';

/** Everybody of a cast signs in with it. */
export const PASSWORD = 'tangerine quay ninety';

/** Who the pages are shown to, each with an address of their own. */
export interface Cast {
  /** A generated learner, grown up. */
  readonly learner: Person;
  /** Another one, a child in the care of the guardian. */
  readonly ward: Person;
  readonly guardian: Person;
  /** With whom both learners share. */
  readonly educator: Person;
}

export interface Person {
  readonly id: string;
  readonly email: string;
}

/**
 * Gives the first adult and the first child among the generated learners of a platform a password, and makes a guardian of
 * the child and an educator of both.
 */
export async function openCast({ system, platform }: TestPlatform): Promise<Cast> {
  const { items } = await system.learners.list('generated', { limit: LIMITS.answerDocumentsMax });
  const oldest = (group: string) =>
    items.findLast(({ origin }) => origin.age_group === group)?.user_id ?? missing(group);
  const [learnerId, wardId] = [oldest('adult'), oldest('child')];
  const { documents } = system;
  const password_hash = await platform.passwords.hash(PASSWORD);
  const at = platform.clock.now();
  const admit = async (id: string, email: string): Promise<Person> => {
    await documents.collection('users').revise('give a password', { user_id: id }, (user) => ({
      ...user,
      email,
      email_verified: true,
      password_hash,
    }));
    return { id, email };
  };
  const hire = async (name: string, email: string, role: AccountRole): Promise<Person> => {
    const id = systemEntropy.uuid();
    const user = newUser(id);
    const profile = { ...user.profile, name, learning_goals: [], subjects_of_interest: [] };
    await documents.collection('users').insert([
      {
        ...user,
        email,
        email_verified: true,
        password_hash,
        created_at: at,
        updated_at: at,
        profile,
        roles: [role],
      },
    ]);
    return { id, email };
  };
  const cast: Cast = {
    learner: await admit(learnerId, 'learner@example.org'),
    ward: await admit(wardId, 'ward@example.org'),
    guardian: await hire('Gudrun', 'guardian@example.org', 'guardian'),
    educator: await hire('Edda Lind', 'educator@example.org', 'educator'),
  };
  await documents.collection('guardianships').insert([
    {
      user_id: wardId,
      guardian_id: cast.guardian.id,
      status: 'active',
      method: 'signed_form',
      text_version: '1',
      verified_at: at,
      hand_over_at: new Date(at.getTime() + 4 * 365 * 86_400_000),
      consent_age: 16,
    },
  ]);
  for (const id of [learnerId, wardId]) {
    await system.consents.decide(id, 'data_sharing', { given: true });
    await documents
      .collection('shares')
      .insert([
        { user_id: id, educator_id: cast.educator.id, status: 'active', given_at: at, given_by: 'self' },
      ]);
  }
  return cast;
}

function missing(group: string): never {
  throw new Error(`Among the generated learners there is no ${group}: generate more of them.`);
}
