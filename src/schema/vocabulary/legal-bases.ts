import type { ConsentName } from './consents.ts';

/** Grounds of processing an import can declare (GDPR Art. 6; Art. 89 for research). */
export const LEGAL_BASES = [
  'consent',
  'contract',
  'legal_obligation',
  'vital_interests',
  'public_task',
  'legitimate_interest',
  'research',
] as const;

export type LegalBasis = (typeof LEGAL_BASES)[number];

/**
 * The grounds that stand beside a consent: who declares one of them for imported learners answers for having it, and the
 * platform records it. Sharing and third parties always take the person's own word.
 */
export const BASES_BESIDE_CONSENT: Readonly<Record<ConsentName, readonly LegalBasis[]>> = {
  analytics: ['contract', 'legal_obligation', 'public_task', 'legitimate_interest', 'research'],
  emotional_data: ['research'],
  data_sharing: [],
  research: ['research'],
  third_parties: [],
};
