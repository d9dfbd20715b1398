import { cut } from '../../std/texts.ts';
import { identityOf } from './identity.ts';
import { parseDurationSeconds } from './instant.ts';
import type { JsonObject } from './json.ts';
import { labelOf, lastSegment } from './label.ts';
import { READ_LIMITS } from './limits.ts';
import type { LearnerFacts, PracticeAttempt, Statement } from './record.ts';
import { refuse } from './refusal.ts';
import { isSurvey, placeOf, sessionTypeOf } from './xapi-activity.ts';
import { partOf, type ValidStatement, validStatement } from './xapi-validity.ts';
import { meaningOf, type VerbMeaning } from './xapi-verbs.ts';

/** Extensions that name the session within which a statement was made (video profile, cmi5). */
const SESSION_EXTENSIONS = [
  'https://w3id.org/xapi/video/extensions/session-id',
  'https://w3id.org/xapi/cmi5/context/extensions/sessionid',
];

/**
 * The record of one xAPI statement. A result with `success` or a score (or a verb that says it, such as "passed")
 * makes it an attempt, unless the activity is a survey or the task was skipped; anything else is exposure. The
 * session is the session extension's, else the registration's, else one for the actor, activity and UTC day. Without
 * an identifier of its own a statement is identified by its content. Refuses invalid statements.
 */
export function recordOfStatement(statement: JsonObject, line: number): PracticeAttempt | Statement {
  const valid = validStatement(statement);
  const meaning = meaningOf(valid.verb);
  const { response, duration } = valid.result;
  const seconds = typeof duration === 'string' ? parseDurationSeconds(duration) : undefined;
  const outcome = outcomeOf(valid, meaning);
  const event = {
    line,
    source: 'xapi',
    learner: valid.learner,
    attempt: valid.id ?? identityOf(canonical(statement)),
    session: sessionOf(valid),
    at: valid.at,
    sessionType: meaning.outcome === undefined ? sessionTypeOf(valid.definition) : 'assessment',
    ...placeOf(valid),
    ...(typeof response === 'string' && response !== ''
      ? { input: cut(response, READ_LIMITS.inputLengthMax) }
      : {}),
    ...(seconds === undefined ? {} : { responseSeconds: seconds }),
    ...factsOf(valid),
  } as const;
  if (outcome) return { kind: 'attempt', ...event, ...outcome };
  return {
    kind: 'statement',
    ...event,
    interactionType: meaning.interactionType,
    verb: labelOf(lastSegment(valid.verb)),
  };
}

function outcomeOf(
  { result, definition }: ValidStatement,
  meaning: VerbMeaning,
): { readonly correct?: boolean; readonly score?: number } | undefined {
  const { success } = result;
  if (success !== undefined && typeof success !== 'boolean') refuse('result.success is not true or false');
  const score = scoreOf(partOf(result, 'score'));
  const correct = meaning.outcome ?? success;
  if (meaning.isNoTest || isSurvey(definition)) return undefined;
  if (correct === undefined && score === undefined) return undefined;
  return { ...(correct === undefined ? {} : { correct }), ...(score === undefined ? {} : { score }) };
}

/** The score in [0, 1]: `scaled` (of which what is below 0 counts as 0), else `raw` between `min` (or 0) and `max`. */
function scoreOf(score: JsonObject): number | undefined {
  const { scaled, raw, min = 0, max } = score;
  for (const part of [scaled, raw, min, max]) {
    if (part !== undefined && typeof part !== 'number') refuse('result.score holds what is not a number');
  }
  if (typeof scaled === 'number') {
    if (scaled < -1 || scaled > 1) refuse('result.score.scaled is not between -1 and 1');
    return Math.max(0, scaled);
  }
  if (typeof raw !== 'number' || typeof min !== 'number' || typeof max !== 'number') return undefined;
  if (max <= min || raw < min || raw > max) refuse('result.score.raw is not between min and max');
  return (raw - min) / (max - min);
}

function sessionOf({ context, learner, activity, at }: ValidStatement): string {
  const extensions = partOf(context, 'extensions');
  const extension = SESSION_EXTENSIONS.map((key) => extensions[key]).find(
    (value) => typeof value === 'string',
  );
  if (typeof extension === 'string') return identityOf(learner, 'session', extension);
  const { registration } = context;
  if (typeof registration === 'string')
    return identityOf(learner, 'registration', registration.toLowerCase());
  return identityOf(learner, 'day', activity, at.toISOString().slice(0, 10));
}

function factsOf({ name, email }: ValidStatement): { readonly learnerFacts?: LearnerFacts } {
  const facts = { ...(name ? { name } : {}), ...(email ? { email } : {}) };
  return Object.keys(facts).length === 0 ? {} : { learnerFacts: facts };
}

/** JSON with the keys of every object in order, so that the order in which a source writes them does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
