import { createHash } from 'node:crypto';
import type { ConsentName } from './consents.ts';

/** The languages every consent is asked for in. */
export const CONSENT_LANGUAGES = ['en', 'de'] as const;
export type ConsentLanguage = (typeof CONSENT_LANGUAGES)[number];

/** One wording of what a person agrees to. A version, once shown, is never changed: another wording is another version. */
export interface ConsentText {
  readonly consent: ConsentName;
  /** The day it was first shown. */
  readonly version: string;
  readonly words: Readonly<Record<ConsentLanguage, string>>;
}

/** Every wording there ever was, latest last. */
export const CONSENT_TEXTS: readonly ConsentText[] = [
  {
    consent: 'analytics',
    version: '2026-11-28',
    words: {
      en: 'MasterX may analyse how I learn, to adapt explanations and difficulty to me and to improve the product. Without it I can learn all the same; nothing is adapted to me.',
      de: 'MasterX darf auswerten, wie ich lerne, um Erklärungen und Schwierigkeit an mich anzupassen und das Angebot zu verbessern. Ohne das kann ich genauso lernen; es wird nur nichts an mich angepasst.',
    },
  },
  {
    consent: 'emotional_data',
    version: '2026-11-28',
    words: {
      en: 'MasterX may keep and use how I feel while I learn, to support me and not to overburden me. Without it nothing about my feelings is kept.',
      de: 'MasterX darf festhalten und verwenden, wie ich mich beim Lernen fühle, um mich zu unterstützen und nicht zu überfordern. Ohne das wird nichts über meine Gefühle festgehalten.',
    },
  },
  {
    consent: 'data_sharing',
    version: '2026-11-28',
    words: {
      en: 'The educators I choose may see my name and what I have learned: subjects, concepts and results. They see neither my words nor my feelings nor how to reach me. I choose each of them, and can take each back.',
      de: 'Lehrende, die ich auswähle, dürfen meinen Namen sehen und was ich gelernt habe: Fächer, Begriffe und Ergebnisse. Sie sehen weder meine Worte noch meine Gefühle noch, wie ich zu erreichen bin. Ich wähle jede Person einzeln aus und kann es jederzeit zurücknehmen.',
    },
  },
  {
    consent: 'research',
    version: '2026-11-28',
    words: {
      en: 'What I learn may be used, without my name, for research into learning.',
      de: 'Was ich lerne, darf ohne meinen Namen für die Forschung über das Lernen verwendet werden.',
    },
  },
  {
    consent: 'third_parties',
    version: '2026-11-28',
    words: {
      en: 'My data may be handed to others who keep it, such as providers of AI models. Without it they get nothing they may keep.',
      de: 'Meine Daten dürfen an andere weitergegeben werden, die sie behalten, etwa Anbieter von KI-Modellen. Ohne das bekommen sie nichts, was sie behalten dürfen.',
    },
  },
];

/** The wording in force. */
export function currentText(consent: ConsentName): ConsentText {
  const found = CONSENT_TEXTS.findLast((text) => text.consent === consent);
  if (!found) throw new RangeError(`there is no wording of the consent ${consent}`);
  return found;
}

/** SHA-256 of a wording, in hexadecimal: proves later which words were shown. */
export function textHash({ words }: ConsentText, language: ConsentLanguage): string {
  return createHash('sha256').update(words[language], 'utf8').digest('hex');
}
