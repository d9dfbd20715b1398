import { among, collection, equals, from, index, ofOwner, query } from '../define.ts';
import { boolean } from '../fields/boolean.ts';
import { choice } from '../fields/choice.ts';
import { encrypted } from '../fields/facts.ts';
import { group } from '../fields/group.ts';
import { instant } from '../fields/instant.ts';
import { count } from '../fields/integer.ts';
import { list } from '../fields/list.ts';
import { slug } from '../fields/slug.ts';
import { text } from '../fields/text.ts';
import { uuid } from '../fields/uuid.ts';
import { bookkeeping, documentId } from '../support/bookkeeping.ts';
import { LEGAL_BASES } from '../vocabulary/legal-bases.ts';
import { ACCOUNT_ROLES } from '../vocabulary/roles.ts';
import { profile } from './users/profile.ts';
import { PUBLIC_PROFILE } from './users/public-profile.ts';
import { security } from './users/security.ts';
import { SUBSCRIPTION_STANDING, subscription } from './users/subscription.ts';

const preferences = group(
  {
    notification_settings: group(
      {
        email_notifications: boolean({ description: 'Mail at all.' }),
        study_reminders: boolean({ description: 'Reminders to study.' }),
        progress_updates: boolean({ description: 'Summaries of progress.' }),
        achievement_notifications: boolean({ description: 'Messages about achievements.' }),
      },
      { description: 'What the person wants to be told.' },
    ),
    privacy_settings: group(
      {
        analytics_participation: boolean({
          description: 'Consent to learning analytics.',
          setBy: 'platform',
        }),
        emotional_data_usage: boolean({
          description: 'Consent to the use of emotional data.',
          setBy: 'platform',
        }),
        learning_data_sharing: boolean({
          description: 'Consent to sharing with educators and family.',
          setBy: 'platform',
        }),
        public_profile: boolean({ description: 'Whether others can see the profile.' }),
      },
      { description: 'What may be done with the data of the person.' },
    ),
    learning_preferences: group(
      {
        explanation_style: choice(['concise', 'detailed', 'comprehensive'], {
          description: 'How long explanations are.',
        }),
        difficulty_preference: choice(['easy', 'moderate', 'challenging', 'adaptive'], {
          description: 'How hard exercises are.',
        }),
        feedback_frequency: choice(['high', 'moderate', 'minimal'], {
          description: 'How often feedback comes.',
        }),
        emotional_support_level: choice(['minimal', 'standard', 'high'], {
          description: 'How much encouragement the tutor gives.',
        }),
      },
      { description: 'How the person wants to learn.', purpose: 'learning' },
    ),
  },
  { description: 'Choices of the person.' },
);

/** What a list of accounts shows of each. */
const LISTED = [
  'user_id',
  'created_at',
  'last_login',
  'account_status',
  'profile',
  'subscription.plan',
  'origin',
];

export const users = collection({
  name: 'users',
  typeName: 'UserDocument',
  description:
    'One document for each account: the person, the plan, the choices, the security of the account.',
  specification: '1.1',
  database: 'data',
  owner: 'user_id',
  founds: { ageGroup: 'origin.age_group', legalBasis: 'origin.legal_basis' },
  identity: ['user_id'],
  datedBy: 'created_at',
  purpose: 'account',
  retention: 'account',
  export: true,
  shardKey: { region: 1, user_id: 1 },
  fields: {
    _id: documentId,
    user_id: uuid({
      description: 'Random identifier for references from outside; leads to nobody by itself.',
    }),
    email: text({
      description: 'Address for signing in and for mail.',
      maxLength: 254,
      pattern: '^[^\\s@]+@[^\\s@]+$',
      identifies: true,
      setBy: 'platform',
      protection: encrypted({
        blindIndex: { normalise: 'email', version: 1 },
        searchTokens: { key: 'platform' },
      }),
      nullable: 'An account may be without credentials, such as an imported one, and then cannot sign in.',
    }),
    password_hash: text({
      description: 'Argon2id hash of the password, in PHC string format.',
      maxLength: 255,
      protection: encrypted(),
      setBy: 'platform',
      purpose: 'security',
      export: false,
      nullable: 'An account may be without credentials, such as an imported one, and then cannot sign in.',
    }),
    email_verified: boolean({
      description: 'Whether the address was proved to belong to the person.',
      setBy: 'platform',
    }),
    created_at: instant({ description: 'When the account was made.', setBy: 'platform' }),
    updated_at: instant({ description: 'When the account last changed.' }),
    last_login: instant({
      description: 'When the person last signed in.',
      nullable: 'Nobody has signed in yet.',
      setBy: 'platform',
      purpose: 'security',
      retention: 'inactive_account',
    }),
    profile,
    subscription,
    preferences,
    account_status: choice(['active', 'suspended', 'deleted'], {
      description: 'Whether the account can be used.',
      setBy: 'platform',
    }),
    security,
    roles: list(choice(ACCOUNT_ROLES, { description: 'A role of the policy table.' }), {
      description: 'What the account may act as.',
      maxItems: 8,
      purpose: 'security',
      setBy: 'platform',
      extension: 'Role-based access is demanded and has no field (architecture 16).',
    }),
    origin: group(
      {
        kind: choice(['registered', 'imported', 'generated'], {
          description: 'How the account came to be.',
          displayed: true,
        }),
        source: slug({ description: 'The import or generator it came from.', optional: true }),
        legal_basis: choice(LEGAL_BASES, {
          description: 'Ground the import declared (GDPR Art. 6, Art. 89 for research).',
          optional: true,
        }),
        age_group: choice(['child', 'teen', 'adult', 'unknown'], {
          description: 'Age group the import declared; unknown counts as a child.',
          displayed: true,
        }),
      },
      {
        description: 'Where the account comes from.',
        setBy: 'platform',
        extension:
          'An import declares its legal basis and age group once, and that is recorded (architecture 7).',
      },
    ),
    deletion: group(
      {
        requested_at: instant({ description: 'When deletion was asked for.' }),
        due_at: instant({ description: 'When everything is gone at the latest.' }),
      },
      {
        description: 'A deletion under way.',
        setBy: 'platform',
        optional: true,
        extension: 'Deleted accounts go after 30 days, and the schema has no dates for it (architecture 16).',
      },
    ),
    ...bookkeeping,
  },
  indexes: [
    index({ email: 1 }, { why: 'unique index for login', unique: true, partialOn: ['email'] }),
    index({ user_id: 1 }, { why: 'unique index for external references', unique: true }),
    index({ 'subscription.status': 1, 'subscription.expires_at': 1 }, { why: 'subscription management' }),
    index({ created_at: -1 }, { why: 'recent users analytics' }),
    index({ last_login: -1 }, { why: 'user activity tracking' }),
    index(
      { 'origin.kind': 1, created_at: -1 },
      {
        why: 'accounts of one origin, newest first',
        extension: 'Accounts come from registration, imports and the generator, and are listed apart.',
      },
    ),
  ],
  textSearch: {
    paths: ['profile.name', 'email', 'profile.learning_goals'],
    why: 'Search user profiles for admin and analytics',
  },
  queries: {
    user_authentication: query({
      why: 'find user by email for login',
      specification: 'user_authentication',
      filter: { email: equals('email') },
      projection: [
        'user_id',
        'email',
        'password_hash',
        'email_verified',
        'account_status',
        'security',
        'roles',
      ],
      answers: 'one',
      index: 'email_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    user_profile: query({
      why: 'get complete user profile and learning DNA (the profile)',
      specification: 'user_profile_lookup',
      filter: { user_id: ofOwner() },
      projection: 'whole',
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 100, frequency: 'very high' },
    }),
    account_by_id: query({
      why: 'as user_authentication, of somebody who is known by identifier',
      filter: { user_id: ofOwner() },
      projection: [
        'user_id',
        'email',
        'password_hash',
        'email_verified',
        'account_status',
        'security',
        'roles',
        'last_login',
        'profile.name',
      ],
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    public_profile: query({
      why: 'what a profile that is public shows, and whether it may',
      filter: { user_id: ofOwner() },
      projection: PUBLIC_PROFILE,
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 100, frequency: 'medium' },
    }),
    subscription_of: query({
      why: 'the plan of a learner, and what of it is used',
      filter: { user_id: ofOwner() },
      projection: ['user_id', 'created_at', 'profile.timezone', ...SUBSCRIPTION_STANDING],
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    account_ground: query({
      why: 'whether and as what an account can be used, and on which ground its data is kept',
      filter: { user_id: ofOwner() },
      projection: ['user_id', 'account_status', 'roles', 'origin'],
      answers: 'one',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    learning_choices_of_learners: query({
      why: 'how some learners want to learn',
      filter: { user_id: among('learners') },
      projection: ['user_id', 'preferences.learning_preferences'],
      answers: 'page',
      index: 'user_id_1',
      promise: { slaMs: 50, frequency: 'high' },
    }),
    recent_users: query({
      why: 'list accounts, newest first',
      filter: { created_at: from('since') },
      sort: { created_at: -1 },
      projection: LISTED,
      answers: 'page',
      index: 'created_at_-1',
      promise: { slaMs: 200, frequency: 'medium' },
    }),
    analytics_choices: query({
      why: 'whose learning may be analysed, newest accounts first, for fitting models',
      filter: { created_at: from('since') },
      sort: { created_at: -1 },
      projection: ['user_id', 'preferences.privacy_settings.analytics_participation', 'origin'],
      answers: 'page',
      index: 'created_at_-1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
    users_of_origin: query({
      why: 'list accounts of one origin, newest first',
      filter: { 'origin.kind': equals('kind') },
      sort: { created_at: -1 },
      projection: LISTED,
      answers: 'page',
      index: 'origin.kind_1_created_at_-1',
      promise: { slaMs: 200, frequency: 'medium' },
    }),
    subscriptions_ending: query({
      why: 'plans of one status that end in a period, soonest first',
      filter: {
        'subscription.status': equals('status'),
        'subscription.expires_at': [from('since'), { operator: '$lt', parameter: 'until' }],
      },
      sort: { 'subscription.expires_at': 1 },
      projection: ['user_id', 'subscription'],
      answers: 'page',
      index: 'subscription.status_1_subscription.expires_at_1',
      promise: { slaMs: 200, frequency: 'daily' },
    }),
    recently_active: query({
      why: 'accounts that signed in lately, latest first',
      filter: { last_login: from('since') },
      sort: { last_login: -1 },
      projection: ['user_id', 'last_login', 'account_status'],
      answers: 'page',
      index: 'last_login_-1',
      promise: { slaMs: 200, frequency: 'low' },
    }),
    users_total: query({
      why: 'how many accounts there are, by day of registration',
      filter: { created_at: from('since') },
      projection: ['created_at'],
      answers: 'page',
      index: 'created_at_-1',
      promise: { slaMs: 1000, frequency: 'low', cacheSeconds: 6 * 3600 },
      summary: {
        stages: [
          {
            $group: {
              _id: { $dateToString: { format: '%Y-%m-%d', date: '$created_at' } },
              users: { $sum: 1 },
            },
          },
          { $sort: { _id: 1 } },
          { $project: { _id: 0, day: '$_id', users: 1 } },
        ],
        learners: 'users',
        answer: {
          day: text({ description: 'Day in UTC, ISO 8601.', maxLength: 10 }),
          users: count({ description: 'Accounts made on that day.' }),
        },
      },
    }),
  },
});
