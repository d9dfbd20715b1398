import type { LearnerSummary, Origin } from '../api/types.ts';

/** What the collections of learners' records call themselves. */
const SOURCES: Record<string, string> = {
  oulad: 'OULAD',
  fsrs: 'FSRS',
  assistments: 'ASSISTments',
  ednet: 'EdNet',
  xapi: 'xAPI',
};

export function sourceName(origin: Origin): string {
  const source = origin.source;
  if (source === undefined) return 'Imported';
  return SOURCES[source.toLowerCase()] ?? (source.length <= 5 ? source.toUpperCase() : words(source));
}

/** The name, or for those who came without one a pseudonym that leads to nobody. */
export function learnerName(learner: Pick<LearnerSummary, 'user_id' | 'name' | 'origin'>): string {
  if (learner.name !== null && learner.name !== '') return learner.name;
  const short = `${learner.user_id.replace(/-/g, '').slice(0, 4)}…`;
  return learner.origin.kind === 'imported'
    ? `${sourceName(learner.origin)} learner ${short}`
    : `Learner ${short}`;
}

const enumeration = new Intl.ListFormat('en-GB');

/** "sessions, progress and feelings". */
export const listed = (names: readonly string[]) => enumeration.format(names);

/** A slug or enumeration value as words: "self_directed" as "Self directed". */
export function words(slug: string): string {
  return capital(lowerWords(slug));
}

/** A text as a sentence begins. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A text with the stop at its end that a sentence has. */
export const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

export const lowerWords = (slug: string) => slug.replace(/[_-]+/g, ' ').trim();

const regions = new Intl.DisplayNames('en', { type: 'region' });

export function countryName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

const EDUCATION: Record<string, string> = {
  middle_school: 'Middle school',
  high_school: 'High school',
  undergraduate: 'Undergraduate',
  graduate: 'Graduate',
  professional: 'Professional',
};

export const educationName = (level: string | null) =>
  level === null ? 'Education not recorded' : (EDUCATION[level] ?? words(level));

const ORIGINS: Record<Origin['kind'], string> = {
  generated: 'Generated',
  imported: 'Real, pseudonymous',
  registered: 'Registered',
};

export const originName = (kind: Origin['kind']) => ORIGINS[kind];

/** What a teacher is called who may have no name, or no account any more. */
export const educatorName = (educator: { name: string | null } | undefined) =>
  educator?.name ?? 'A teacher without a name here';
