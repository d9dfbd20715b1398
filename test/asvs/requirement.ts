/** How the project stands to one requirement of the standard. */
export type Standing = 'met' | 'partly' | 'not met' | 'not applicable';

/** One requirement of OWASP ASVS, in words of our own, and what shows how the project stands to it. */
export interface Requirement {
  /** Its number, such as `6.2.1`. */
  readonly id: string;
  /** The lowest level that demands it. */
  readonly level: 1 | 2 | 3;
  readonly standing: Standing;
  /** What is asked, in a few words of our own: the text of the standard has a licence of its own. */
  readonly asks: string;
  /** Files and tests that show it: paths from the root of the repository. */
  readonly evidence: readonly string[];
  /** Why it is not met, only partly met or not applicable; of a met one, what is worth knowing. */
  readonly note: string | null;
}

/** A chapter of the standard. */
export interface Chapter {
  readonly number: number;
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

type Level = Requirement['level'];

/** Met, as these files or tests show. */
export function met(
  id: string,
  level: Level,
  asks: string,
  evidence: readonly string[],
  note: string | null = null,
): Requirement {
  return { id, level, standing: 'met', asks, evidence, note };
}

/** Met in part: the note says what is missing. */
export function partly(
  id: string,
  level: Level,
  asks: string,
  note: string,
  evidence: readonly string[],
): Requirement {
  return { id, level, standing: 'partly', asks, evidence, note };
}

/** Not met: the note says what is missing. */
export function notMet(
  id: string,
  level: Level,
  asks: string,
  note: string,
  evidence: readonly string[] = [],
): Requirement {
  return { id, level, standing: 'not met', asks, evidence, note };
}

/** About something the project does not have: the note says what. */
export function notApplicable(id: string, level: Level, asks: string, note: string): Requirement {
  return { id, level, standing: 'not applicable', asks, evidence: [], note };
}
