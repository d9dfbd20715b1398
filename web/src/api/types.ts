import type {
  Learner as Account,
  LearningDNADocument,
  LearningSessionDocument,
  paths,
} from './description.ts';

/**
 * What the pages call the things of the API. The types themselves are generated from its OpenAPI document; whatever
 * has no name there is named here.
 */
export type {
  ConceptDocument as Concept,
  ConceptMastery,
  EmotionalAnalyticsDocument as EmotionalAnalytics,
  EmotionalState,
  FieldExplanation,
  Interaction,
  Json,
  Learner,
  LearnerSummary,
  Mastery,
  Platform,
  PracticeSubject,
  Question,
  ReviewDue,
  ServiceLevel,
  SessionHeader,
  SubjectProgress,
  UsageDay,
} from './description.ts';
export type LearningDNA = LearningDNADocument;
export type Session = LearningSessionDocument;
export type Origin = Account['origin'];

type Practice = paths['/v1/learners/{user_id}/practice']['post'];
type Answering = paths['/v1/learners/{user_id}/practice/{session_id}/answers']['post'];

/** What can be practised, as the service knows it. */
export type Subject = Practice['requestBody']['content']['application/json']['subject'];
export type PracticeRound = Practice['responses'][201]['content']['application/json'];
export type Answer = Answering['requestBody']['content']['application/json'];
export type Marked = Answering['responses'][200]['content']['application/json'];

type Accesses = paths['/v1/learners/{user_id}/accesses']['get'];

/** One line of the trail: who did what with which part of a learner's data, by names alone. */
export type Access = Accesses['responses'][200]['content']['application/json']['items'][number];

/** What an account may act as. */
export type Role = Access['role'];

export type {
  AuthenticatorSecret,
  EnrolmentWanted,
  GuardianNotice,
  GuardianRequest,
  OwnAccount,
  SecondFactorWanted,
  SignedIn,
  SignIn as OpenSignIn,
  Subscription,
  Ward,
} from './description.ts';

type BodyOf<T> = T extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never;

type Registering = BodyOf<paths['/v1/auth/register']['post']>;

/** What is asked for with an account, or with a guardian's consent to one. */
export type Registration = Omit<Registering, 'age' | 'birth_date' | 'country'>;
export type Decisions = BodyOf<paths['/v1/guardians/learners/{user_id}/consents']['post']>['consents'];
export type NewWard = BodyOf<paths['/v1/guardians/requests/{request_id}/learner']['post']>;
export type WardCorrection = BodyOf<paths['/v1/guardians/learners/{user_id}']['patch']>;

type Consents =
  paths['/v1/learners/{user_id}/consents']['get']['responses'][200]['content']['application/json'];

export type ConsentStanding = Consents['items'][number];
export type ConsentDecision = Consents['history'][number];
export type { Family, ShareDocument as Share } from './description.ts';

type ProfileOf<T> = T extends { responses: { 200: { content: { 'application/json': infer B } } } }
  ? B
  : never;
type PatchOf<T> = T extends { requestBody?: { content: { 'application/merge-patch+json': infer B } } }
  ? B
  : never;
type ProfilePath = paths['/v1/learners/{user_id}/profile'];
type PreferencesPath = paths['/v1/learners/{user_id}/preferences'];

export type Profile = ProfileOf<ProfilePath['get']>;
export type ProfileChange = PatchOf<ProfilePath['patch']>;
export type Preferences = ProfileOf<PreferencesPath['get']>;
export type PreferencesChange = PatchOf<PreferencesPath['patch']>;
