import { createHash } from 'node:crypto';
import { CONSENTS, type ConsentName } from '../../schema/vocabulary/consents.ts';
import { GUARDIAN_METHODS, type GuardianMethod } from '../../schema/vocabulary/guardian-methods.ts';
import type { EnteredDecision } from '../consents/enter.ts';

/** Version of the texts a guardian agrees to. Change it with any of them: who agreed, agreed to one version. */
export const NOTICE_VERSION = '2026-11';

/** Classes of use by which others come to know of the child: COPPA calls it disclosure, and asks for more proof. */
const DISCLOSES: ReadonlySet<string> = new Set(['data_sharing', 'third_parties']);

/** Every class of use there is, each decided apart. */
export const CONSENT_NAMES = Object.keys(CONSENTS) as readonly ConsentName[];

/** What a guardian is told before agreeing (16 CFR 312.4(c)(1)). */
export const NOTICE = [
  'You were named as parent or guardian by a child who wants to learn with this service. Until you agree nothing is kept but your address and the first name, to ask you.',
  'With your consent an account is made. It keeps name, age and country of the child, what is practised and how it goes, and when a review is due. That is what learning here needs.',
  'Beyond that you decide about each use apart, now and at any time later. You may agree to the account and to none of them. Nothing is handed to others unless you agree to it.',
  'Name, address and everything in words or about feelings is encrypted under a key of the child’s own. Who looked at it can be seen by you.',
  'You can look at what is kept, correct it, take a copy, have it deleted, change what you agreed to, and withdraw your consent altogether.',
  'When the child is old enough to decide alone by the law of the country, the account and its consents become the child’s own, and your access ends; both of you are told before.',
] as const;

/** What a guardian was shown of one class of use, so that it can be proved later. */
export function noticeWords(
  consent: ConsentName,
  version: string = NOTICE_VERSION,
): EnteredDecision['words'] {
  const shown = [...NOTICE, CONSENTS[consent].description].join('\n');
  return { version, language: 'en', text_hash: createHash('sha256').update(shown, 'utf8').digest('hex') };
}

/** One class of use, as a guardian is asked. */
export interface AskedConsent {
  readonly consent: ConsentName;
  readonly description: string;
  /** Whether others come to know of the child by it. */
  readonly discloses: boolean;
}

export const ASKED_CONSENTS: readonly AskedConsent[] = CONSENT_NAMES.map((consent) => ({
  consent,
  description: CONSENTS[consent].description,
  discloses: DISCLOSES.has(consent),
}));

/** The classes of use that a way of verifying is too weak for. */
export function beyondMethod(method: GuardianMethod, given: readonly ConsentName[]): readonly ConsentName[] {
  return GUARDIAN_METHODS[method].coversDisclosure ? [] : given.filter((consent) => DISCLOSES.has(consent));
}
