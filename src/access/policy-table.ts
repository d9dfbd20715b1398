import type { PurposeName } from '../schema/vocabulary/purposes.ts';
import { ACCOUNT_ROLES } from '../schema/vocabulary/roles.ts';
import { EVERY_FIELD, type FieldRule, NO_CREDENTIALS } from './field-rule.ts';
import type { Action, PolicyRule } from './policy.ts';

const LOOK: readonly Action[] = ['read', 'summarise'];
const ALL: readonly Action[] = ['read', 'insert', 'update', 'delete', 'summarise'];

/** What is kept of learning itself. */
const LEARNING: readonly PurposeName[] = ['learning', 'personalisation', 'emotional_support', 'ai_operation'];

/** What is learned and how much the tutor was used for it, without anything that somebody wrote and without feelings. */
const OUTCOMES: FieldRule = { purposes: ['learning', 'ai_operation'], texts: false };

/** The account and its plan. */
const ACCOUNT: FieldRule = { purposes: ['account', 'subscription', 'security'], texts: true };

/** That there is an account and how it stands, and nothing that identifies. */
const STANDING: FieldRule = { ...ACCOUNT, texts: false };

/** Everybody with an account is a person with data of their own, whatever else they are. */
const own: readonly PolicyRule[] = ACCOUNT_ROLES.flatMap((role): PolicyRule[] => [
  {
    role,
    scope: 'own',
    actions: LOOK,
    fields: NO_CREDENTIALS,
    why: 'Users can only access their own data (specification 5.1); access is a right (GDPR Art. 15).',
  },
  {
    role,
    scope: 'own',
    actions: ['insert', 'update', 'delete'],
    fields: NO_CREDENTIALS,
    of: LEARNING,
    why: 'Recording what one learns, and taking back what one recorded.',
  },
  {
    role,
    scope: 'own',
    actions: ['insert', 'update'],
    fields: NO_CREDENTIALS,
    of: ['account'],
    why: 'Profile, preferences and sharing are the person’s own; what the platform sets is not.',
  },
  {
    role,
    scope: 'reference',
    actions: ['read'],
    fields: NO_CREDENTIALS,
    why: 'Concepts and their names describe no one.',
  },
]);

const relations: readonly PolicyRule[] = [
  {
    role: 'guardian',
    scope: 'wards',
    actions: LOOK,
    fields: NO_CREDENTIALS,
    why: 'Parents may review what is collected from their child (COPPA § 312.6).',
  },
  {
    role: 'guardian',
    scope: 'wards',
    actions: ['insert', 'update'],
    fields: NO_CREDENTIALS,
    of: ['account'],
    why: 'A guardian keeps the child’s profile and preferences and decides with whom data is shared.',
  },
  {
    role: 'educator',
    scope: 'sharing',
    actions: LOOK,
    fields: OUTCOMES,
    why: 'What was learned, of learners who share it: no words, no feelings, no way to contact them.',
  },
];

const staff: readonly PolicyRule[] = [
  {
    role: 'support',
    scope: 'everyone',
    actions: ['read'],
    fields: ACCOUNT,
    of: ['account', 'subscription'],
    needs: { ticket: true },
    why: 'Helping with an account that somebody asked about, which the ticket names; nothing of learning.',
  },
  {
    role: 'analyst',
    scope: 'everyone',
    actions: ['summarise'],
    fields: NO_CREDENTIALS,
    aggregated: true,
    why: 'Figures over many, of learners who allow analytics; small groups would tell of single ones.',
  },
  {
    role: 'privacy_officer',
    scope: 'everyone',
    actions: ['read'],
    fields: { purposes: ['account', 'accountability'], texts: true },
    of: ['account', 'accountability'],
    needs: { ticket: true },
    why: 'Finding the person who asks, and proving what was agreed to (GDPR Art. 7(1)).',
  },
  {
    role: 'privacy_officer',
    scope: 'trail',
    actions: LOOK,
    fields: NO_CREDENTIALS,
    why: 'Looking into who accessed what; that stands in the trail as well.',
  },
  {
    role: 'operator',
    scope: 'everyone',
    actions: LOOK,
    fields: NO_CREDENTIALS,
    needs: { local: true },
    why: 'Without sign-in the service answers its own machine only, and whoever sits there holds the disk and the keys.',
  },
  {
    role: 'operator',
    scope: 'everyone',
    actions: ['summarise'],
    fields: NO_CREDENTIALS,
    why: 'Figures on how the platform is used; nobody is named in them.',
  },
  {
    role: 'operator',
    scope: 'everyone',
    actions: ['read'],
    fields: STANDING,
    of: ['account', 'subscription'],
    why: 'Running the platform takes that there are accounts and how they stand, not whose they are.',
  },
  {
    role: 'operator',
    scope: 'reference',
    actions: ['summarise'],
    fields: NO_CREDENTIALS,
    why: 'How many concepts there are.',
  },
  {
    role: 'operator',
    scope: 'records',
    actions: LOOK,
    fields: NO_CREDENTIALS,
    why: 'Running the platform.',
  },
  {
    role: 'operator',
    scope: 'trail',
    actions: LOOK,
    fields: NO_CREDENTIALS,
    why: 'Looking into who accessed what, after an incident; that stands in the trail as well.',
  },
];

const services: readonly PolicyRule[] = [
  {
    role: 'service',
    scope: 'everyone',
    actions: LOOK,
    fields: { purposes: LEARNING, texts: true },
    of: LEARNING,
    needs: { scope: 'learning:read' },
    why: 'A tutor or a course system that was connected to read what is learned.',
  },
  {
    role: 'service',
    scope: 'everyone',
    actions: ['read', 'insert', 'update'],
    fields: { purposes: LEARNING, texts: true },
    of: LEARNING,
    needs: { scope: 'learning:write' },
    why: 'A tutor or a course system that was connected to record what is learned, and has to find what it adds to.',
  },
  {
    role: 'service',
    scope: 'everyone',
    actions: ['read'],
    fields: { purposes: ['account'], texts: true },
    of: ['account'],
    needs: { scope: 'accounts:read' },
    why: 'A directory that was connected to know the accounts.',
  },
  {
    role: 'service',
    scope: 'everyone',
    actions: ['read', 'update'],
    fields: STANDING,
    writes: { purposes: ['subscription'], texts: true },
    of: ['account'],
    needs: { scope: 'subscriptions:write' },
    guarded: true,
    why: 'A billing system that was connected to change plans, and nothing else of an account.',
  },
  {
    role: 'service',
    scope: 'everyone',
    actions: ['read', 'update'],
    fields: STANDING,
    writes: { purposes: ['subscription'], texts: false },
    of: ['account'],
    needs: { scope: 'ai-queries:count' },
    guarded: true,
    why: 'A tutor that was connected counts the queries it is asked, and takes back those that failed.',
  },
  {
    role: 'service',
    scope: 'reference',
    actions: LOOK,
    fields: NO_CREDENTIALS,
    needs: { scope: 'concepts:read' },
    why: 'Concepts and their names describe no one.',
  },
  {
    role: 'service',
    scope: 'reference',
    actions: ['read', 'insert', 'update'],
    fields: { purposes: ['learning'], texts: true },
    of: ['learning'],
    needs: { scope: 'concepts:write' },
    why: 'A course system that was connected to keep the concepts.',
  },
  {
    role: 'service',
    scope: 'everyone',
    actions: ['summarise'],
    fields: NO_CREDENTIALS,
    needs: { scope: 'statistics:read' },
    aggregated: true,
    why: 'As for an analyst.',
  },
  {
    role: 'service',
    scope: 'records',
    actions: ['summarise'],
    fields: NO_CREDENTIALS,
    needs: { scope: 'metrics:read' },
    why: 'A monitor that was connected to watch how the platform runs: counts and times, of nobody.',
  },
];

const platform: readonly PolicyRule[] = [
  ...(['everyone', 'reference', 'records'] as const).map(
    (scope): PolicyRule => ({
      role: 'system',
      scope,
      actions: ALL,
      fields: EVERY_FIELD,
      guarded: true,
      why: 'Imports, exports, jobs, and operations that check for themselves what they do for a person.',
    }),
  ),
  {
    role: 'system',
    scope: 'trail',
    actions: LOOK,
    fields: EVERY_FIELD,
    why: 'Showing learners who looked at their data, and proving the trail.',
  },
];

/**
 * Who may do what, with whose documents, and with which of their fields. What is not in the table is denied. Where several
 * rows allow an access the first one holds, so the widest stands first.
 */
export const POLICY: readonly PolicyRule[] = [...own, ...relations, ...staff, ...services, ...platform];
