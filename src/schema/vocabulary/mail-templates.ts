/** The mails the platform writes; their texts stand in `src/accounts/mail/texts.ts`. */
export const MAIL_TEMPLATES = [
  'verify_address',
  'address_taken',
  'confirm_new_address',
  'address_changed',
  'reset_password',
  'password_changed',
  'guardian_asked',
  'guardian_confirm',
  'guardian_verified',
  'learner_made',
  'set_password',
  'guardianship_ended',
  'hand_over_near',
  'hand_over_done',
  'study_reminder',
  'progress_update',
  'achievement',
  'plan_ending',
] as const;

export type MailTemplate = (typeof MAIL_TEMPLATES)[number];
