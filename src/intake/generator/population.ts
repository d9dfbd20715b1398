import type {
  NewContentMasteryDocument,
  NewEmotionalAnalyticsDocument,
  NewLearningDNADocument,
  NewLearningSessionDocument,
  NewUserDocument,
} from '../../derive/generated/documents.ts';
import { localDateOf } from '../../learning/local-day.ts';
import { invariant } from '../../std/assert.ts';
import { days, minutes } from '../../std/durations.ts';
import { sessionStarts } from './calendar.ts';
import { dnaDocument } from './dna.ts';
import { chanceOf, identifierOf, type Origin } from './identifiers.ts';
import { MasteryBook } from './mastery-book.ts';
import { Memory } from './memory.ts';
import { type Nature, natureOf } from './nature.ts';
import { type Person, personOf, type Usage, userDocument } from './person.ts';
import { emotionalReports } from './reports.ts';
import { type Participant, playSession } from './session.ts';
import { sessionDocument } from './session-document.ts';
import { planSession } from './session-plan.ts';
import type { TrueAttempt, Truth } from './truth.ts';
import { Tutor } from './tutor.ts';

/** What population to invent. */
export interface PopulationOptions {
  /** How many learners, [0, 10 000 000]. */
  readonly learners: number;
  /** Days of history, [1, 3650], the last one being the local date of `until`. */
  readonly days: number;
  /** The same seed gives the same population. */
  readonly seed: number;
  /** Nothing happens after this instant. */
  readonly until: Date;
}

/** An invented learner with everything the platform would know, and what is true of them besides. */
export interface GeneratedLearner {
  readonly index: number;
  readonly user: NewUserDocument;
  /** Null where the learner withholds analytics or never came. */
  readonly dna: NewLearningDNADocument | null;
  /** In order of time. */
  readonly sessions: readonly NewLearningSessionDocument[];
  readonly mastery: readonly NewContentMasteryDocument[];
  /** Daily, weekly and monthly; none where the learner withholds emotional data. */
  readonly emotions: readonly NewEmotionalAnalyticsDocument[];
  /** Never stored. */
  readonly truth: Truth;
}

const LEARNERS_MAX = 10_000_000;
const DAYS_MAX = 3650;
/** Session of the first learner that is long enough to fill several pages, and its tasks. */
const LONG_SESSION = 4;
const LONG_SESSION_TASKS = 70;
/** Length of a period in which the tutor's answers are counted. */
const USAGE_DAYS = 30;

/** Learners one after the other, holding no more than one; each is what `generateLearner` gives for the index. */
export function* generatePopulation(
  options: PopulationOptions,
): Generator<GeneratedLearner, void, undefined> {
  invariant(
    Number.isInteger(options.learners) && options.learners >= 0 && options.learners <= LEARNERS_MAX,
    `learners must be a whole number from 0 to ${LEARNERS_MAX}`,
  );
  for (let index = 0; index < options.learners; index++) yield generateLearner(options, index);
}

/**
 * The learner of that index, from 0. Depends on the seed, the index, the days and `until` alone, so that a population
 * can be made in any order, in parts, and resumed. The first three are showcases: every consent, every field, many
 * sessions, and one session of the first has more interactions than a page holds.
 */
export function generateLearner(
  { days: dayCount, seed, until }: Omit<PopulationOptions, 'learners'>,
  index: number,
): GeneratedLearner {
  invariant(
    Number.isInteger(dayCount) && dayCount >= 1 && dayCount <= DAYS_MAX,
    `days must be a whole number from 1 to ${DAYS_MAX}`,
  );
  const origin: Origin = { seed, index };
  const person = personOf(origin);
  const nature = ownNature(person, origin);
  const starts = startsOf(person, nature, { dayCount, until }, origin);
  const book = bookOf(person);
  const participant: Participant = {
    person,
    memory: new Memory(nature),
    book,
    tutor: new Tutor(chanceOf(origin, 'tutor')),
    offered: new Map(),
  };
  const sessions: NewLearningSessionDocument[] = [];
  const attempts: TrueAttempt[] = [];
  starts.forEach((startedAt, number) => {
    const random = chanceOf(origin, `session ${startedAt.getTime()}`);
    const plan = planSession({ nature, interests: person.interests, book }, startedAt, random);
    const isLong = index === 0 && number === Math.min(LONG_SESSION, starts.length - 1);
    const played = playSession(
      participant,
      isLong ? { ...plan, tasks: LONG_SESSION_TASKS, endures: true } : plan,
      startedAt,
      random,
    );
    const sessionId = identifierOf(origin, `session ${startedAt.getTime()}`);
    sessions.push(sessionDocument(sessionId, played, participant, random));
    attempts.push(...played.attempts);
  });
  return {
    index,
    user: userDocument(person, usageOf(sessions, { dayCount, until }, origin), origin),
    dna: dnaDocument({ person, nature, book }, sessions, origin),
    sessions,
    mastery: book.documents(),
    emotions: emotionalReports(person, sessions, until),
    truth: { nature, attempts },
  };
}

interface Span {
  readonly dayCount: number;
  readonly until: Date;
}

function ownNature(person: Person, origin: Origin): Nature {
  const nature = natureOf(person.age, chanceOf(origin, 'nature'));
  return person.isShowcase ? { ...nature, studyDays: 6.3, weekendFactor: 0.9 } : nature;
}

/** Most accounts are made in the first half of the period, those of showcases at its beginning. */
function startsOf(person: Person, nature: Nature, { dayCount, until }: Span, origin: Origin): Date[] {
  const random = chanceOf(origin, 'calendar');
  const isEarly = random.chance(0.4);
  const late = Math.floor(random.next() * (dayCount / 2));
  const joined = person.isShowcase || isEarly ? 0 : late;
  const last = localDateOf(until, person.place.timeZone);
  const first = new Date(last.getTime() - days(dayCount - 1 - joined));
  return sessionStarts(nature, person.place.timeZone, { first, days: dayCount - joined, until }, random);
}

function bookOf({ userId, preferences }: Person): MasteryBook {
  return new MasteryBook({
    userId,
    keepsEmotions: preferences.privacy_settings.emotional_data_usage,
    keepsAnalytics: preferences.privacy_settings.analytics_participation,
  });
}

/** The count of the tutor's answers starts again every thirty days from the beginning of the account. */
function usageOf(
  sessions: readonly NewLearningSessionDocument[],
  { dayCount, until }: Span,
  origin: Origin,
): Usage {
  const random = chanceOf(origin, 'usage');
  const firstMs = sessions[0]?.started_at.getTime() ?? until.getTime() - days(dayCount * random.next());
  const createdAt = new Date(firstMs - minutes(random.integer(2, 25)));
  const periods = Math.floor((until.getTime() - createdAt.getTime()) / days(USAGE_DAYS));
  const since = new Date(createdAt.getTime() + days(USAGE_DAYS * periods));
  const counted = sessions.filter(({ started_at }) => started_at >= since);
  return {
    createdAt,
    lastSignIn: sessions.at(-1)?.started_at ?? null,
    queries: counted.reduce((sum, session) => sum + session.ai_usage_analytics.total_ai_queries, 0),
    resetDate: new Date(since.getTime() + days(USAGE_DAYS)),
    until,
  };
}
