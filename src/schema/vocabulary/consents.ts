/**
 * What a person can agree to, each apart and each as easy to withdraw as to give (GDPR Art. 7). `setting` is the field of
 * the specification that shows the person's choice, where it has one.
 */
export const CONSENTS = {
  analytics: {
    description: 'Analysing how the learner learns, to personalise and to improve the product.',
    setting: 'preferences.privacy_settings.analytics_participation',
  },
  emotional_data: {
    description: 'Keeping and using how the learner feels while learning.',
    setting: 'preferences.privacy_settings.emotional_data_usage',
  },
  data_sharing: {
    description: 'Showing learning data to educators and family.',
    setting: 'preferences.privacy_settings.learning_data_sharing',
  },
  research: {
    description: 'Using learning data, without names, for research into learning.',
    setting: null,
  },
  third_parties: {
    description: 'Handing data to others, such as providers of AI models that keep it.',
    setting: null,
  },
} as const satisfies Record<string, { description: string; setting: string | null }>;

export type ConsentName = keyof typeof CONSENTS;

/** Whether a text names a consent. */
export const isConsent = (name: string): name is ConsentName => Object.hasOwn(CONSENTS, name);
