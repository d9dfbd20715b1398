import Type, { type TSchema } from 'typebox';
import type { JsonSchema } from '../derive/json-schema.ts';
import { jsonSchemaOf } from '../derive/json-schema.ts';
import { ERRORS } from '../errors/table.ts';
import { SUBJECTS } from '../learning/questions/curriculum.ts';
import { SCHEMA } from '../schema/schema.ts';
import { PLAN_NAMES } from '../schema/vocabulary/plans.ts';
import { ACCESS } from './access-component.ts';
import { GUARDIAN_COMPONENTS } from './guardian-components.ts';
import { answerSchema, component, DOCUMENTS, instant, schemaAt } from './shapes.ts';
import { SIGN_IN_COMPONENTS } from './sign-in-components.ts';

const CLOSED = { additionalProperties: false };
const user = DOCUMENTS['UserDocument'];
const session = DOCUMENTS['LearningSessionDocument'];

/** The rows of a summary. */
function summaryRow(collection: string, query: string): JsonSchema {
  const fields = SCHEMA.collections[collection]?.queries[query]?.answer ?? [];
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, jsonSchemaOf(field)])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function without(schema: JsonSchema, ...names: readonly string[]): JsonSchema {
  const kept = (name: string) => !names.includes(name);
  const properties = Object.entries(schema['properties'] as Readonly<Record<string, unknown>>);
  return {
    ...schema,
    properties: Object.fromEntries(properties.filter(([name]) => kept(name))),
    required: (schema['required'] as readonly string[]).filter(kept),
  };
}

function extended(schema: JsonSchema, properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return {
    ...schema,
    properties: { ...(schema['properties'] as object), ...properties },
    required: [...(schema['required'] as readonly string[]), ...Object.keys(properties)],
  };
}

/** The account as every role of the policy may be shown it: what a role may not see is left out. */
function asFarAsShown(schema: JsonSchema): JsonSchema {
  return {
    ...schema,
    description: 'An account. What the caller’s role may not see of it is left out, null or empty.',
    required: ['_id', 'user_id', 'created_at', 'profile', 'origin', 'region', 'revision'],
  };
}

const count = (description: string) => Type.Integer({ minimum: 0, description });
const ms = (description: string) => Type.Number({ minimum: 0, description });

const MASTERY_NOW = Type.Object(
  {
    at: instant('The moment.'),
    level: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'Probability that a task of usual difficulty would be solved now: forgetting included.',
    }),
    confidence: Type.Number({ minimum: 0, maximum: 1, description: 'Confidence in it.' }),
    model_version: count('The fit of the model that says so; 0 for the published weights.'),
    base_log_odds: Type.Number({ description: 'Log-odds before anything speaks for or against it.' }),
    because: Type.Array(
      Type.Object(
        {
          name: Type.String({ description: 'The feature of the model.' }),
          log_odds: Type.Number({ description: 'What it adds; below 0 it speaks against.' }),
          reason: Type.String({ description: 'What was seen, in words.' }),
        },
        CLOSED,
      ),
      {
        description: 'What speaks for and against it, strongest first; with the base they sum to the level.',
      },
    ),
  },
  { ...CLOSED, description: 'What holds at this moment.' },
);

const instantOrNull = (description: string) =>
  Type.Union([Type.Unsafe<Date>({ type: 'string', format: 'date-time' }), Type.Null()], { description });

const AI_ALLOWANCE = Type.Object(
  {
    used: count('Queries of this period.'),
    limit: count('Queries that the plan allows in a period.'),
    remaining: count('What is left.'),
    reset_date: instant('When the count starts again.'),
    shared: Type.Boolean({ description: 'Whether others of a family count here as well.' }),
  },
  { ...CLOSED, description: 'What is left of the AI queries of a period.' },
);

const numberOrNull = (description: string) => Type.Union([Type.Number(), Type.Null()], { description });

const FIELD_EXPLANATION = Type.Object(
  {
    field: Type.String({ description: 'Path in the learning DNA.' }),
    description: Type.String({ description: 'What the field means.' }),
    value: Type.Union([Type.String(), Type.Number(), Type.Null(), Type.Array(Type.String())]),
    basis: Type.Enum(['stated', 'learned', 'given', 'assumed'], {
      description: '`given`: from an import or a sample; `assumed`: a middle value, nothing is known.',
    }),
    stated_at: Type.Union([instant('When the learner stated it.'), Type.Null()]),
    evidence: Type.String({ description: 'What it rests on, in words.' }),
    samples: count('Sessions that tell something of it.'),
    samples_needed: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'Sessions it takes before anything is learned; null where sessions do not tell it.',
    }),
    confidence: Type.Number({
      minimum: 0,
      maximum: 1,
      description: '1 where stated; else the share of what was seen in the value.',
    }),
    observed: numberOrNull('Mean of what was seen, in the measure’s own unit; null where nothing was.'),
    assumed: numberOrNull('What was assumed before, in the same unit; null where sessions do not tell it.'),
    missing: Type.Union([Type.String(), Type.Null()], {
      description: 'What an estimate still needs; null where there is one.',
    }),
  },
  { ...CLOSED, description: 'Why one field of the learning DNA is as it is.' },
);

const CONSENT_STANDING = Type.Object(
  {
    consent: Type.Unsafe(schemaAt(DOCUMENTS['ConsentDocument'], 'consent')),
    description: Type.String({ description: 'To what.' }),
    version: Type.String({ description: 'Version of the words in force.' }),
    words: Type.Record(Type.String(), Type.String(), { description: 'The words to ask with, by language.' }),
    allowed: Type.Boolean({ description: 'Whether the data may be kept and used now.' }),
    basis: Type.Union([Type.String(), Type.Null()], {
      description: '`consent`, or another ground that an import declared; null where it is not allowed.',
    }),
    decided_at: instantOrNull('When it was decided last.'),
    decided_by: Type.Union([Type.String(), Type.Null()], { description: 'Who decided it last.' }),
  },
  { ...CLOSED, description: 'How one consent stands.' },
);

/** Schemas by the name they have in the OpenAPI document: the documents of the schema, and what is made of them. */
export const COMPONENTS: Readonly<Record<string, TSchema>> = {
  ...DOCUMENTS,
  ...SIGN_IN_COMPONENTS,
  Learner: asFarAsShown(without(user ?? {}, 'password_hash')),
  Consents: Type.Object(
    {
      items: Type.Array(CONSENT_STANDING),
      history: Type.Array(component('ConsentDocument'), { description: 'What was decided, latest first.' }),
    },
    { ...CLOSED, description: 'How the consents of a learner stand.' },
  ),
  Educator: Type.Object(
    {
      educator_id: Type.Unsafe(schemaAt(DOCUMENTS['ShareDocument'], 'educator_id')),
      name: Type.Unsafe(schemaAt(user, 'profile', 'name')),
    },
    { ...CLOSED, description: 'Whom learners may share with.' },
  ),
  Access: ACCESS,
  LearnerSummary: Type.Object(
    {
      user_id: Type.Unsafe(schemaAt(user, 'user_id')),
      name: Type.Unsafe(schemaAt(user, 'profile', 'name')),
      education_level: Type.Unsafe(schemaAt(user, 'profile', 'education_level')),
      country: Type.Union([Type.String(), Type.Null()], { description: 'ISO 3166-1 alpha-2.' }),
      subjects_of_interest: Type.Unsafe(schemaAt(user, 'profile', 'subjects_of_interest')),
      origin: Type.Unsafe(schemaAt(user, 'origin')),
      created_at: Type.Unsafe(schemaAt(user, 'created_at')),
      last_login: Type.Unsafe(schemaAt(user, 'last_login')),
    },
    CLOSED,
  ),
  SessionHeader: {
    ...answerSchema('learning_sessions', 'recent_session_history'),
    description: 'A session without its growing lists.',
  },
  Interaction: schemaAt(session, 'interactions', '[]'),
  Intervention: schemaAt(session, 'emotional_journey', 'interventions_applied', '[]'),
  SessionContext: schemaAt(session, 'session_context'),
  MasteryNow: MASTERY_NOW,
  Mastery: {
    ...extended(answerSchema('content_mastery', 'content_mastery_lookup'), {
      now: { $ref: '#/components/schemas/MasteryNow' },
    }),
    description:
      'What a learner knows of a concept, as of the last practice and now, without its growing lists.',
  },
  ConceptMastery: {
    ...extended(answerSchema('content_mastery', 'concept_mastery'), {
      now: { $ref: '#/components/schemas/MasteryNow' },
    }),
    description: 'What a learner knows of a concept, with the first elements of its growing lists.',
  },
  ReviewDue: extended(answerSchema('content_mastery', 'spaced_repetition_due'), {
    retrievability: {
      type: ['number', 'null'],
      minimum: 0,
      maximum: 1,
      description: 'Probability that it is still recalled; null before the first review.',
    },
  }),
  ReviewSettings: Type.Object(
    {
      desired_retention: Type.Unsafe(schemaAt(DOCUMENTS['ReviewSettingsDocument'], 'desired_retention')),
      parameters: Type.Union(
        [Type.Unsafe(schemaAt(DOCUMENTS['ReviewSettingsDocument'], 'parameters')), Type.Null()],
        { description: 'Fitted to the learner; null where the published ones are in force.' },
      ),
    },
    CLOSED,
  ),
  FieldExplanation: FIELD_EXPLANATION,
  LearningDnaExplanation: Type.Object(
    {
      user_id: Type.Unsafe(schemaAt(user, 'user_id')),
      version: Type.Integer({ minimum: 1, description: 'Version of the learning DNA.' }),
      updated_at: instant('When it last changed.'),
      sessions: count('Sessions that were counted.'),
      items: Type.Array(component('FieldExplanation')),
    },
    CLOSED,
  ),
  AiAllowance: AI_ALLOWANCE,
  Subscription: Type.Object(
    {
      user_id: Type.Unsafe(schemaAt(user, 'user_id')),
      plan: Type.Unsafe(schemaAt(user, 'subscription', 'plan')),
      status: Type.Unsafe(schemaAt(user, 'subscription', 'status')),
      plan_in_force: Type.Enum([...PLAN_NAMES], {
        description:
          'Whose limits hold: that of a family that covers the account, the chosen one, or the free one.',
      }),
      billing_cycle: Type.Unsafe(schemaAt(user, 'subscription', 'billing_cycle')),
      subscribed_at: instantOrNull('When the plan began; null where none was chosen.'),
      expires_at: instantOrNull('When the plan or trial ends; null where it does not.'),
      trial_available: Type.Boolean({ description: 'Whether the account has not had its trial.' }),
      covered_by_family: Type.Boolean({
        description: 'Whether the family plan of somebody else covers the account.',
      }),
      ai_queries: component('AiAllowance'),
    },
    { ...CLOSED, description: 'A subscription as it stands now.' },
  ),
  PublicProfile: Type.Object(
    {
      user_id: Type.Unsafe(schemaAt(user, 'user_id')),
      name: Type.String({ description: 'Display name.' }),
      subjects_of_interest: Type.Unsafe(schemaAt(user, 'profile', 'subjects_of_interest')),
      since: Type.String({
        description: 'The month in which the account was made.',
        pattern: '^\\d{4}-\\d{2}$',
      }),
    },
    { ...CLOSED, description: 'What a person shows to others.' },
  ),
  Family: Type.Object(
    {
      role: Type.Enum(['holder', 'member', 'none'], {
        description: 'Whether the account holds the plan, is covered by somebody else’s, or neither.',
      }),
      members: Type.Array(
        Type.Object(
          {
            user_id: Type.Unsafe(schemaAt(user, 'user_id')),
            name: Type.Unsafe(schemaAt(user, 'profile', 'name')),
            joined_at: instant('When the member joined.'),
          },
          CLOSED,
        ),
        { description: 'Those covered besides the holder; only the holder is told.' },
      ),
      people_max: count('People the plan covers, the holder included.'),
    },
    CLOSED,
  ),
  FamilyInvitation: Type.Object(
    {
      code: Type.String({ description: 'Works once, for whoever has it.' }),
      expires_at: instant('Until when.'),
    },
    CLOSED,
  ),
  ...GUARDIAN_COMPONENTS,
  Plan: Type.Object(
    {
      plan: Type.Enum([...PLAN_NAMES]),
      description: Type.String(),
      ai_queries_max: count('AI queries in a month, shared by everybody the plan covers.'),
      people_max: count('People it covers.'),
      is_paid: Type.Boolean(),
      trial_days: count('Days it can be tried, once for each account; 0 where it cannot.'),
    },
    CLOSED,
  ),
  SubjectProgress: summaryRow('content_mastery', 'user_progress_dashboard'),
  WellnessDay: answerSchema('emotional_analytics', 'emotional_wellness_trends'),
  UsageDay: summaryRow('learning_sessions', 'platform_usage_analytics'),
  StoredForm: {
    type: 'object',
    description:
      'A document as the database holds it, in relaxed extended JSON. A ciphertext is shown as ' +
      '`{"$envelope": {"bytes", "key_id"}}`, the keyed hash of a blind index as `{"$blind_index": {"bytes"}}`.',
  },
  PracticeSubject: Type.Object(
    {
      subject: Type.Enum(Object.keys(SUBJECTS)),
      name: Type.String(),
      concepts: Type.Array(Type.Object({ concept: Type.String(), name: Type.String() }, CLOSED)),
    },
    CLOSED,
  ),
  Question: Type.Object(
    {
      question_id: Type.String(),
      concept: Type.String(),
      topic: Type.String(),
      prompt: Type.String(),
      kind: Type.Enum(['number', 'choice', 'text']),
      choices: Type.Optional(Type.Array(Type.String(), { description: 'Only for a choice, as shown.' })),
    },
    { ...CLOSED, description: 'A question without its answer.' },
  ),
  ServiceLevel: Type.Object(
    {
      collection: Type.String(),
      query: Type.String(),
      why: Type.String(),
      specification: Type.Union([Type.String(), Type.Null()]),
      index: Type.Union([Type.String(), Type.Null()]),
      sla_ms: ms('95 in 100 answers come within this time.'),
      count: count('Answers since the process began.'),
      p50_ms: ms('Half of the answers came within this time.'),
      p95_ms: ms('95 in 100 answers came within this time.'),
      p99_ms: ms('99 in 100 answers came within this time.'),
      max_ms: ms('The slowest answer.'),
      share_within_sla: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], {
        description: 'Null before the first answer.',
      }),
    },
    CLOSED,
  ),
  Platform: Type.Object(
    {
      version: Type.String(),
      database: Type.Object({ engine: Type.String(), version: Type.String() }, CLOSED),
      cache: Type.Object({ engine: Type.String(), note: Type.String() }, CLOSED),
      listens_on: Type.String(),
      loopback_only: Type.Literal(true),
      sign_in: Type.Enum(['local', 'required'], { description: 'Who may ask (MASTERX_SIGN_IN).' }),
      learners: count('About how many accounts there are.'),
      collections: Type.Array(
        Type.Object({ name: Type.String(), documents: count('About how many.') }, CLOSED),
      ),
    },
    CLOSED,
  ),
  Violation: Type.Object(
    { path: Type.String(), message: Type.String() },
    { ...CLOSED, description: 'One thing wrong with the input: where, and what is expected there.' },
  ),
  Problem: Type.Object(
    {
      type: Type.String({ description: 'Leads to a page about the code.' }),
      title: Type.String(),
      status: Type.Integer(),
      detail: Type.Optional(Type.String({ description: 'This occurrence in words.' })),
      instance: Type.String({
        description: 'Tells this occurrence from every other; it leads nowhere.',
        examples: ['/requests/6f9619ff-8b86-4d01-b42d-00cf4fc964ff'],
      }),
      code: Type.Enum(Object.keys(ERRORS)),
      hint: Type.String({ description: 'What to do next.' }),
      violations: Type.Optional(Type.Array(component('Violation'))),
      error: Type.Optional(Type.String({ description: 'Of /v1/auth/token: what RFC 6749 §5.2 calls it.' })),
      request_id: Type.String({ description: 'Joins the answer to the log and the audit trail.' }),
      retryable: Type.Boolean({ description: 'Whether the same request may succeed later.' }),
      retry_at: Type.Optional(instant('From when on it may, where that is known.')),
    },
    { ...CLOSED, description: 'An error (RFC 9457).' },
  ),
};
