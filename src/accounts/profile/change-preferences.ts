import type { UserDocument } from '../../derive/generated/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import { timeZoneOr } from '../../learning/time-zone.ts';
import { mergePatch } from '../../std/merge-patch.ts';
import { type AccountContext, forActor } from '../context.ts';
import { planNotices } from '../notices/schedule.ts';
import { isChild } from './age.ts';
import type { Edit, Precondition } from './change-profile.ts';

export type Preferences = UserDocument['preferences'];

/**
 * Changes preferences by a merge patch: for the person and a guardian. Consents are not among them: they are given and
 * withdrawn for themselves.
 *
 * @throws MasterXError `precondition_failed` where they are not what was expected; `conflict` for the public profile of a
 * child; `validation_failed`, `not_found`, `access_denied`, `write_conflict`.
 */
export async function changePreferences(
  context: AccountContext,
  learner: string,
  edit: Edit,
  isExpected: Precondition<Preferences> = () => true,
): Promise<Preferences> {
  const { actor, access, clock } = context;
  const now = clock.now();
  if (wantsMails(edit)) {
    // Refused, with its entry in the trail, unless the learner is the actor or a ward.
    const { profile } = await access.as(actor).collection('users').get('user_profile', {}, { learner });
    const account = { user_id: learner, timeZone: timeZoneOr(profile.timezone) };
    await planNotices(forActor(context, 'notices', 'planning mails'), account, now);
  }
  const { preferences } = await access
    .as(actor)
    .collection('users')
    .revise('change preferences', { user_id: learner }, (user) => {
      if (!isExpected(user.preferences)) throw new MasterXError('precondition_failed');
      // Its shape is checked where it is stored.
      const after = mergePatch(user.preferences, edit) as Preferences;
      const isPublic = after.privacy_settings.public_profile;
      if (isPublic && !user.preferences.privacy_settings.public_profile && isChild(user, now)) {
        throw new MasterXError('conflict', {
          detail: 'The profile of a child is never public.',
          hint: 'It can be made public once the recorded age says that the person is 13.',
        });
      }
      return { ...user, preferences: after, updated_at: now };
    });
  return preferences;
}

/** Whether a change of preferences switches mails on. */
const wantsMails = ({ notification_settings: settings }: Edit): boolean =>
  typeof settings === 'object' &&
  settings !== null &&
  'email_notifications' in settings &&
  settings.email_notifications === true;
