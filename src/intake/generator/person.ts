import type { NewUserDocument } from '../../derive/generated/documents.ts';
import { SUBJECTS, type SubjectSlug } from '../../learning/questions/curriculum.ts';
import { PLANS } from '../../schema/vocabulary/plans.ts';
import { days, minutes } from '../../std/durations.ts';
import type { SeededRandom } from '../../std/random.ts';
import { chanceOf, identifierOf, type Origin } from './identifiers.ts';
import { GOALS } from './phrases.ts';
import { PLACES, type Place } from './places.ts';

type Profile = NewUserDocument['profile'];
type Preferences = NewUserDocument['preferences'];

/** Who an invented learner is, before anything was learned. */
export interface Person {
  readonly userId: string;
  readonly age: number;
  readonly name: string;
  readonly email: string;
  readonly place: Place;
  readonly educationLevel: Profile['education_level'];
  readonly interests: readonly SubjectSlug[];
  readonly goals: readonly string[];
  readonly preferences: Preferences;
  readonly plan: NewUserDocument['subscription']['plan'];
  readonly device: 'mobile' | 'tablet' | 'desktop';
  readonly platform: 'web' | 'ios' | 'android';
  /** Rich showcase learners have everything filled and every consent given. */
  readonly isShowcase: boolean;
}

/** Shares of the age groups; under 13 there is a guardian behind every decision. */
const AGE_GROUPS = { child: 0.2, teen: 0.42, adult: 0.38 } as const;
/** Ages of the showcase learners. */
const SHOWCASE_AGES = [16, 11, 34] as const;
/** How many of the first learners are showcases. */
export const SHOWCASES = SHOWCASE_AGES.length;

/** The person of that index. */
export function personOf(origin: Origin): Person {
  const random = chanceOf(origin, 'person');
  const isShowcase = origin.index < SHOWCASES;
  const userId = identifierOf(origin, 'user');
  const age = SHOWCASE_AGES[origin.index] ?? ageOf(random);
  const place = random.pick(PLACES);
  const [given, family] = [random.pick(place.givenNames), random.pick(place.familyNames)];
  const interests = random.shuffle(Object.keys(SUBJECTS) as SubjectSlug[]).slice(0, random.integer(1, 2));
  const device = random.weighted({ mobile: 0.5, tablet: 0.2, desktop: 0.3 });
  return {
    userId,
    age,
    name: `${given} ${family}`,
    // The index keeps addresses apart within a population, a piece of the identifier those of different seeds.
    email: `${given}.${family}.${origin.index}.${userId.slice(0, 4)}@example.org`.toLowerCase(),
    place,
    educationLevel: educationOf(age, random),
    interests,
    goals: interests.map((subject) => random.pick(GOALS[subject] ?? [])),
    preferences: preferencesOf(age, isShowcase, random),
    plan: isShowcase
      ? 'premium'
      : age < 13
        ? random.pick(['free', 'family'])
        : random.weighted({ free: 6, premium: 3, family: 1 }),
    device,
    platform: device === 'desktop' ? 'web' : random.pick(['web', 'ios', 'android'] as const),
    isShowcase,
  };
}

/** What of the account follows from how it was used. */
export interface Usage {
  readonly createdAt: Date;
  readonly lastSignIn: Date | null;
  /** Answers of the tutor since `resetDate`. */
  readonly queries: number;
  readonly resetDate: Date;
  readonly until: Date;
}

/** The account of a person. Nobody can sign in to it: an invented person has no password. */
export function userDocument(person: Person, usage: Usage, origin: Origin): NewUserDocument {
  const random = chanceOf(origin, 'account');
  const { age, place, isShowcase } = person;
  return {
    user_id: person.userId,
    email: person.email,
    password_hash: null,
    email_verified: isShowcase || random.chance(0.92),
    created_at: usage.createdAt,
    updated_at: usage.lastSignIn ?? usage.createdAt,
    last_login: usage.lastSignIn,
    profile: {
      name: person.name,
      age,
      age_recorded_at: usage.createdAt,
      education_level: person.educationLevel,
      timezone: place.timeZone,
      location: {
        country: place.country,
        ...(isShowcase || random.chance(0.7) ? { region: place.region } : {}),
      },
      learning_goals: [...person.goals],
      subjects_of_interest: [...person.interests],
    },
    subscription: subscriptionOf(person, usage, random),
    preferences: person.preferences,
    account_status: isShowcase || random.chance(0.98) ? 'active' : 'suspended',
    security: {
      failed_login_attempts: random.weighted({ '0': 90, '1': 7, '2': 3 }) === '0' ? 0 : 1,
      last_password_change: null,
      two_factor_enabled: age >= 18 && random.chance(0.2),
    },
    roles: ['learner'],
    origin: {
      kind: 'generated',
      source: 'generator',
      age_group: age < 13 ? 'child' : age < 18 ? 'teen' : 'adult',
    },
  };
}

function subscriptionOf(
  { plan, isShowcase }: Person,
  { createdAt, queries, resetDate, until }: Usage,
  random: SeededRandom,
): NewUserDocument['subscription'] {
  const isPaid = plan !== 'free';
  const limit = PLANS[plan].aiQueriesMax;
  const yearly = random.chance(0.35);
  const status = isShowcase
    ? 'active'
    : isPaid
      ? random.weighted({ active: 80, trial: 12, cancelled: 8 })
      : random.weighted({ active: 93, inactive: 7 });
  const payment = `pm_${random.bytes(9).toString('hex')}`;
  const ends = new Date(until.getTime() + days(random.integer(2, yearly ? 360 : 30)));
  return {
    plan,
    status,
    subscribed_at: new Date(createdAt.getTime() + minutes(random.integer(2, 40))),
    ...(isPaid ? { expires_at: ends, payment_method_id: payment } : {}),
    billing_cycle: yearly ? 'yearly' : 'monthly',
    usage_tracking: {
      ai_queries_used: Math.min(limit, queries),
      ai_queries_limit: limit,
      reset_date: resetDate,
    },
  };
}

function preferencesOf(age: number, isShowcase: boolean, random: SeededRandom): Preferences {
  const likely = (share: number) => random.chance(share) || isShowcase;
  return {
    notification_settings: {
      email_notifications: likely(0.7),
      study_reminders: likely(0.6),
      progress_updates: likely(0.65),
      achievement_notifications: likely(0.55),
    },
    privacy_settings: {
      analytics_participation: likely(0.88),
      emotional_data_usage: likely(0.8),
      learning_data_sharing: likely(age < 18 ? 0.7 : 0.25),
      public_profile: age >= 18 && random.chance(0.15),
    },
    learning_preferences: {
      explanation_style: random.weighted({ concise: 3, detailed: 5, comprehensive: 2 }),
      difficulty_preference: random.weighted({ easy: 2, moderate: 4, challenging: 2, adaptive: 5 }),
      feedback_frequency: random.weighted({ high: 4, moderate: 4, minimal: 1 }),
      emotional_support_level: random.weighted({ minimal: 2, standard: 5, high: 2 }),
    },
  };
}

function ageOf(random: SeededRandom): number {
  switch (random.weighted(AGE_GROUPS)) {
    case 'child':
      return random.integer(9, 12);
    case 'teen':
      return random.integer(13, 17);
    default:
      return Math.round(18 + 42 * random.next() ** 2);
  }
}

function educationOf(age: number, random: SeededRandom): Profile['education_level'] {
  // Below ten there is primary school, for which the schema has no level.
  if (age < 10) return null;
  if (age < 14) return 'middle_school';
  if (age < 19) return 'high_school';
  if (age < 24) return random.weighted({ high_school: 1, undergraduate: 4 });
  return random.weighted({ undergraduate: 3, graduate: 3, professional: 4 });
}
