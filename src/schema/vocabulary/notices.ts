import type { ConsentName } from './consents.ts';
import type { MailTemplate } from './mail-templates.ts';

/** What a mail that nobody asked for at that moment takes besides `email_notifications`. */
export interface NoticeRule {
  readonly description: string;
  /** The choice of the person under `preferences.notification_settings`; null for what belongs to the contract. */
  readonly setting: 'study_reminders' | 'progress_updates' | 'achievement_notifications' | null;
  /** The consent without which the learning is not looked at for it. */
  readonly consent: ConsentName | null;
}

/** Every mail that the platform writes of itself. */
export const NOTICES = {
  study_reminder: {
    description: 'That reviews are due.',
    setting: 'study_reminders',
    consent: null,
  },
  progress_update: {
    description: 'That the summary of a week can be looked at.',
    setting: 'progress_updates',
    consent: 'analytics',
  },
  achievement: {
    description: 'That something was learned so well that it is mastered.',
    setting: 'achievement_notifications',
    consent: 'analytics',
  },
  plan_ending: {
    description: 'That a trial or a cancelled plan ends within three days.',
    setting: null,
    consent: null,
  },
} as const satisfies Partial<Record<MailTemplate, NoticeRule>>;

export type NoticeName = keyof typeof NOTICES;

export const NOTICE_NAMES = Object.keys(NOTICES) as readonly NoticeName[];
