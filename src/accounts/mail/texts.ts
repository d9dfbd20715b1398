import type { MailTemplate } from '../../schema/vocabulary/mail-templates.ts';

/** What a mail is filled with, by name. */
export type MailValues = Readonly<Record<string, string>>;

/** A part of a mail: a paragraph, or a link below the public address with the words that stand on it. */
export type MailPart = string | { readonly label: string; readonly path: string };

/** A mail as it is written here: a subject that names nobody, and parts in order. */
export interface MailText {
  readonly subject: string;
  readonly parts: readonly MailPart[];
}

/** A page to open; the token stands behind `#`, which browsers send to nobody. */
const link = (label: string, page: string, token: string | undefined): MailPart => ({
  label,
  path: `/${page}#token=${token ?? ''}`,
});

/** Why a mail comes that nobody asked for at that moment, and how it ends. */
const whyThisMail = (of: string | undefined): readonly MailPart[] => [
  of === 'ward'
    ? 'You get this mail because mails are switched on for you and for the learner.'
    : 'You get this mail because you switched it on.',
  { label: 'Change or switch off mails', path: '/settings' },
];

const NOT_YOU = 'If this was not you, you need not do anything.';
const whom = ({ name }: MailValues) => name ?? 'A child';

/**
 * Every mail the platform writes. They hold no more about anybody than it takes to know what they are about: no name where
 * none is needed, no address, nothing of what somebody learns or feels.
 */
export const MAIL_TEXTS: Readonly<Record<MailTemplate, (values: MailValues) => MailText>> = {
  verify_address: ({ token }) => ({
    subject: 'Confirm your address',
    parts: [
      'Somebody registered at MasterX with this address. If it was you, confirm it:',
      link('Confirm the address', 'verify-address', token),
      'The link works once, within three days.',
      `${NOT_YOU} Without the confirmation nobody can use the account.`,
    ],
  }),
  address_taken: () => ({
    subject: 'You already have an account',
    parts: [
      'Somebody wanted to register at MasterX with this address. There is an account with it already, so none was made.',
      'If it was you, sign in; if you do not know the password any more, set a new one:',
      { label: 'Sign in', path: '/sign-in' },
      { label: 'Set a new password', path: '/reset-password' },
      NOT_YOU,
    ],
  }),
  confirm_new_address: ({ token }) => ({
    subject: 'Confirm your new address',
    parts: [
      'Somebody wants to use this address for an account at MasterX. If it was you, confirm it:',
      link('Use this address', 'confirm-address', token),
      'The link works once, within a day.',
      NOT_YOU,
    ],
  }),
  address_changed: () => ({
    subject: 'The address of your account was changed',
    parts: [
      'Your account at MasterX has another address from now on; mails go there, and this address no longer signs in.',
      'If this was not you, write to whoever runs this service at once.',
    ],
  }),
  reset_password: ({ token }) => ({
    subject: 'Set a new password',
    parts: [
      'Somebody asked to set a new password for your account at MasterX. If it was you:',
      link('Set a new password', 'reset-password', token),
      'The link works once, within 10 minutes.',
      `${NOT_YOU} Your password stays as it is.`,
    ],
  }),
  password_changed: () => ({
    subject: 'Your password was changed',
    parts: [
      'The password of your account at MasterX was changed, and every device was signed out.',
      'If this was not you, set a new one at once:',
      { label: 'Set a new password', path: '/reset-password' },
    ],
  }),
  guardian_asked: (values) => ({
    subject: 'A child asks for your consent',
    parts: [
      `${whom(values)} wants to learn with MasterX and named this address as that of a parent or guardian.`,
      'We know this address' +
        `${values['name'] === undefined ? '' : ' and the first name'} from the child, and use ` +
        'it only to ask for your consent. Without your consent no account is made and nothing else is collected.',
      'With your consent we keep what the child needs to learn: name, age and country, what was practised and how it ' +
        'went. Whatever goes beyond that you decide about one by one: analysis, how the child feels while learning, ' +
        'showing data to educators or family, research, and handing data to others. You can agree to the account and to none of these.',
      link('Read all of it, and decide', 'guardian', values['token']),
      'Who may see what, and for how long it is kept, stands on that page.',
      'If we do not hear from you, this address and the name are deleted within 14 days. The link works for seven days.',
    ],
  }),
  guardian_confirm: (values) => ({
    subject: 'Please confirm your consent',
    parts: [
      'A while ago you agreed that a child may use MasterX. So that we know it was you, confirm it once more:',
      link('Confirm', 'guardian-confirm', values['token']),
      'The link works once, within seven days. If you do not confirm, no account is made and what we know is deleted.',
      'If you did not agree to anything, do not confirm; you can also say so there, and it is deleted at once.',
    ],
  }),
  guardian_verified: () => ({
    subject: 'Your consent is confirmed',
    parts: [
      'Thank you: your consent is confirmed. Sign in to make the account of the child.',
      { label: 'Go on', path: '/guardian' },
    ],
  }),
  learner_made: () => ({
    subject: 'The account was made',
    parts: [
      'The account of the child you are guardian of was made.',
      'You can look at it at any time, change what you agreed to, correct, export and delete what is kept, and withdraw your ' +
        'consent altogether:',
      { label: 'Open the guardian’s page', path: '/guardian' },
    ],
  }),
  set_password: ({ token }) => ({
    subject: 'Your account is ready',
    parts: [
      'Your parent or guardian made an account at MasterX for you. Choose a password:',
      link('Choose a password', 'set-password', token),
      'The link works once, within seven days.',
    ],
  }),
  guardianship_ended: () => ({
    subject: 'The guardianship has ended',
    parts: [
      'You withdrew your consent. The account of the child can no longer be used; what is kept of the child is deleted.',
    ],
  }),
  hand_over_near: ({ date }) => ({
    subject: 'Soon the account changes hands',
    parts: [
      `From ${date ?? 'soon'} on the learner is old enough to decide alone. From then on the consents are the learner’s own, ` +
        'and the guardian no longer sees the account.',
      'Nothing needs to be done.',
    ],
  }),
  hand_over_done: () => ({
    subject: 'The account has changed hands',
    parts: [
      'The learner is old enough to decide alone: the guardianship has ended, and the guardian no longer sees the account.',
      'What the guardian agreed to stays as it is until the learner decides otherwise, in the settings:',
      { label: 'Settings', path: '/settings' },
    ],
  }),
  study_reminder: ({ of }) => ({
    subject: 'Time to review',
    parts: [
      of === 'ward'
        ? 'For a learner in your care reviews are due. A few minutes are enough.'
        : 'Reviews are due. A few minutes are enough, and they are worth most while you still nearly remember.',
      { label: 'Go on learning', path: '/' },
      ...whyThisMail(of),
    ],
  }),
  progress_update: ({ of }) => ({
    subject: 'Your week at a glance',
    parts: [
      of === 'ward'
        ? 'The summary of last week of a learner in your care can be looked at.'
        : 'The summary of your last week can be looked at.',
      { label: 'Look at it', path: '/' },
      ...whyThisMail(of),
    ],
  }),
  achievement: ({ of }) => ({
    subject: 'Something is mastered',
    parts: [
      of === 'ward'
        ? 'A learner in your care has mastered something new.'
        : 'You have mastered something new. Well done!',
      { label: 'See what', path: '/' },
      ...whyThisMail(of),
    ],
  }),
  plan_ending: ({ of }) => ({
    subject: 'A plan ends soon',
    parts: [
      of === 'ward'
        ? 'The plan of a learner in your care ends within three days. Nothing is lost then: the free plan goes on.'
        : 'Your plan ends within three days. Nothing is lost then: the free plan goes on.',
      { label: 'Look at the plan', path: '/settings' },
      ...whyThisMail(of),
    ],
  }),
};
