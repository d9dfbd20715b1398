/** Why data is processed (GDPR Art. 5(1)(b), Art. 30(1)(b)), and on which ground (Art. 6). */
export const PURPOSES = {
  account: {
    description: 'Keeping an account: knowing whose data it is, signing in, answering the person.',
    legalBasis: 'contract',
  },
  subscription: { description: 'Providing and billing the plan that was chosen.', legalBasis: 'contract' },
  learning: {
    description: 'Recording what is learned and choosing what to learn and review next.',
    legalBasis: 'contract',
  },
  personalisation: {
    description: 'Adapting explanations, difficulty and pace to the learner.',
    legalBasis: 'consent',
  },
  emotional_support: {
    description: 'Recognising how the learner feels, to support and not to overburden them.',
    legalBasis: 'consent',
  },
  ai_operation: {
    description: 'Running, paying for and debugging the AI tutor.',
    legalBasis: 'legitimate interest',
  },
  security: { description: 'Keeping accounts and data safe.', legalBasis: 'legitimate interest' },
  operation: {
    description: 'Keeping the store itself in order: versions, pages, keys.',
    legalBasis: 'legitimate interest',
  },
  accountability: { description: 'Proving who accessed what, and why.', legalBasis: 'legal obligation' },
} as const satisfies Record<string, { description: string; legalBasis: string }>;

export type PurposeName = keyof typeof PURPOSES;
