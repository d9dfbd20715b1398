import { withNulls } from '../../derive/edit-schema.ts';
import type { UserDocument } from '../../derive/generated/documents.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import { MasterXError, type Violation } from '../../errors/error.ts';
import { isTimeZone } from '../../learning/time-zone.ts';
import type { ResolvedGroup } from '../../schema/resolved.ts';
import { SCHEMA } from '../../schema/schema.ts';
import { findField } from '../../schema/walk.ts';
import { invariant } from '../../std/assert.ts';
import { mergePatch } from '../../std/merge-patch.ts';
import { type AccountContext, forActor } from '../context.ts';
import { followCorrection } from '../guardians/hand-over-date.ts';
import { ageGroupOf, whoDecides } from '../registration/age.ts';
import { agesToEnter, knownAge } from './age.ts';

export type ProfileFields = UserDocument['profile'];

/** A merge patch (RFC 7396) of a part of an account: what is given replaces, null takes away. */
export type Edit = Readonly<Record<string, unknown>>;

/** Whether a part of an account still is what whoever changes it has seen. */
export type Precondition<T> = (current: T) => boolean;

/** A group of the account's declaration. */
export function accountGroup(path: string): ResolvedGroup {
  const root = SCHEMA.collections['users']?.root;
  const found = root && findField(root, path);
  invariant(found?.kind === 'group', `${path} is a group of the account`);
  return found;
}

const PROFILE = accountGroup('profile');
const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** A region that CLDR has a name for and nobody lives in. */
const UNKNOWN_REGION = 'ZZ';

/**
 * Changes a profile by a merge patch: for the person and a guardian. An age gets the moment at which it was entered; with
 * what a guardian says of a ward's age and country the hand-over has another date.
 *
 * @throws MasterXError `precondition_failed` where the profile is not what was expected; `validation_failed`;
 * `guardian_decides` for a country in which a learner would decide alone; `not_found`, `access_denied`,
 * `write_conflict`.
 */
export async function changeProfile(
  context: AccountContext,
  learner: string,
  edit: Edit,
  isExpected: Precondition<ProfileFields> = () => true,
): Promise<ProfileFields> {
  const { actor, access, clock } = context;
  const now = clock.now();
  const own = access.as(actor);
  const isOwn = actor.learner === learner;
  const hasAge = edit['age'] !== undefined;
  const isCorrection = !isOwn && actor.role === 'guardian' && (hasAge || edit['location'] !== undefined);
  if (hasAge || isCorrection) await own.collection('users').get('user_profile', {}, { learner });
  if (hasAge && !isOwn && actor.role !== 'guardian' && actor.role !== 'system') {
    throw new MasterXError('access_denied', { detail: `The role ${actor.role} enters no age.` });
  }
  // An age and a hand-over are set by the platform alone, which looks at what they were.
  const documents = hasAge || isCorrection ? forActor(context, 'profile', 'entering an age') : own;
  let group: UserDocument['origin']['age_group'] | null = null;
  const change = async (within: ActorDocuments): Promise<ProfileFields> => {
    const { profile } = await within
      .collection('users')
      .revise('change the profile', { user_id: learner }, (user) => {
        if (!isExpected(user.profile)) throw new MasterXError('precondition_failed');
        if (isOwn) assertMayEnter(user, edit['age'], now);
        const after = edited(user.profile, edit, now);
        if (isOwn) assertMayMove(user, after, now);
        const origin = hasAge ? aged(user.origin, after) : user.origin;
        group = origin.age_group;
        return { ...user, profile: after, origin, updated_at: now };
      });
    if (isCorrection) await followCorrection(within, { learner, guardianId: actor.id, profile, hasAge });
    return profile;
  };
  const profile = await (isCorrection ? documents.transaction(change) : change(documents));
  if (hasAge && group !== null) await context.recordAge(learner, group);
  return profile;
}

const aged = (origin: UserDocument['origin'], { age }: ProfileFields): UserDocument['origin'] => ({
  ...origin,
  age_group: ageGroupOf(age ?? null),
});

/**
 * The age from which on a person decides alone is that of the country. Nobody comes to decide alone by another country:
 * who has a guardian to decide asks the guardian, whose correction sets the hand-over anew.
 *
 * @throws MasterXError `guardian_decides`
 */
function assertMayMove(user: UserDocument, after: ProfileFields, now: Date): void {
  const [from, to] = [user.profile, after].map(({ location }) => location?.country ?? null);
  if (from === to || from === undefined || to === undefined) return;
  const age = knownAge(user, now);
  if (whoDecides(age, from) === 'guardian' && whoDecides(age, to) === 'self') {
    throw new MasterXError('guardian_decides', {
      detail: 'In that country the learner would decide alone.',
      hint: 'Ask the guardian to correct the country.',
    });
  }
}

function edited(profile: ProfileFields, edit: Edit, now: Date): ProfileFields {
  // The moment is never anybody's to say.
  const { age_recorded_at: _, ...stated } = edit;
  const merged = withNulls(PROFILE, mergePatch(profile, stated) as Edit);
  const { age_recorded_at: __, ...ageless } = merged;
  const aged =
    edit['age'] === undefined ? merged : edit['age'] === null ? ageless : { ...merged, age_recorded_at: now };
  // Its shape is checked where it is stored.
  const after = aged as ProfileFields;
  assertReal(after);
  return { ...after, subjects_of_interest: [...new Set(after.subjects_of_interest)] };
}

/** What a shape cannot say: that there is such a time zone and such a country, and that a name is one. */
function assertReal({ name, timezone, location }: ProfileFields): void {
  const violations: Violation[] = [];
  if (typeof name === 'string' && name.trim() === '') {
    violations.push({ path: 'name', message: 'must not be blank; null takes it away' });
  }
  if (typeof timezone === 'string' && !isTimeZone(timezone)) {
    violations.push({ path: 'timezone', message: 'must be a time zone of the IANA database' });
  }
  if (typeof location?.country === 'string' && !isCountry(location.country)) {
    violations.push({ path: 'location.country', message: 'must be a country of ISO 3166-1' });
  }
  if (violations.length > 0) throw new MasterXError('validation_failed', { violations });
}

function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && code !== UNKNOWN_REGION && REGIONS.of(code) !== undefined;
}

function assertMayEnter(user: UserDocument, age: unknown, now: Date): void {
  if (age === undefined || age === user.profile.age) return;
  const ages = agesToEnter(user, now);
  if (ages === null) {
    throw new MasterXError('access_denied', { detail: 'The age of a child is entered by a guardian.' });
  }
  if (typeof age === 'number' && age >= ages.least && age <= ages.most) return;
  throw new MasterXError('validation_failed', {
    violations: [
      { path: 'age', message: `must be from ${ages.least} to ${ages.most}; others enter another` },
    ],
  });
}
