import type { UserDocument } from '../../derive/generated/documents.ts';
import type { ConsentName } from '../../schema/vocabulary/consents.ts';
import { NOTICES, type NoticeName, type NoticeRule } from '../../schema/vocabulary/notices.ts';
import { isChild } from '../profile/age.ts';

/** What is known of somebody who might be written to. */
export type Person = Pick<
  UserDocument,
  'email' | 'email_verified' | 'account_status' | 'profile' | 'origin'
> & {
  readonly preferences: Pick<UserDocument['preferences'], 'notification_settings'>;
};

/** Who a notice may be about, and who answers for that person. */
export interface Circle {
  readonly person: Person;
  /** What the person allows, as the door goes by it. */
  readonly allowed: Readonly<Partial<Record<ConsentName, boolean>>>;
  /** Whose guardianship over the person is in force. */
  readonly guardian: Person | null;
  readonly now: Date;
}

/**
 * To whom a notice may be written: to the person, to the guardian of whoever has one, or to nobody. Of a child nothing is
 * written to the child, whatever address there is, and without a guardian nothing at all; the guardian wants mails as
 * well, and the child's own settings, which the guardian keeps, say of what.
 */
export function recipientOf(
  notice: NoticeName,
  { person, allowed, guardian, now }: Circle,
): 'person' | 'guardian' | null {
  const { setting, consent }: NoticeRule = NOTICES[notice];
  const chosen = person.preferences.notification_settings;
  if (person.account_status !== 'active' || !chosen.email_notifications) return null;
  if (setting !== null && !chosen[setting]) return null;
  if (consent !== null && allowed[consent] !== true) return null;
  if (guardian !== null) return wantsMail(guardian) ? 'guardian' : null;
  if (isChild(person, now)) return null;
  return canBeWrittenTo(person) ? 'person' : null;
}

const canBeWrittenTo = ({ email, email_verified }: Person): boolean => email !== null && email_verified;

const wantsMail = (person: Person): boolean =>
  person.account_status === 'active' &&
  person.preferences.notification_settings.email_notifications &&
  canBeWrittenTo(person);
