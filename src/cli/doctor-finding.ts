export type Verdict = 'good' | 'notice' | 'problem';

/** What was looked at, and how it stands. */
export interface Finding {
  readonly name: string;
  readonly verdict: Verdict;
  /** How it stands, in words. */
  readonly text: string;
  /** What to do about it; null where nothing needs to be done. */
  readonly hint: string | null;
  /** The same for programs. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Nothing needs to be done. */
export function good(name: string, text: string, facts: Finding['facts']): Finding {
  return { name, verdict: 'good', text, hint: null, facts };
}

/** It works; something should be looked at. */
export function notice(name: string, text: string, hint: string, facts: Finding['facts']): Finding {
  return { name, verdict: 'notice', text, hint, facts };
}

/** It does not work like this. */
export function problem(name: string, text: string, hint: string, facts: Finding['facts']): Finding {
  return { name, verdict: 'problem', text, hint, facts };
}
