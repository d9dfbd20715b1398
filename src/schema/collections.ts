import { content_mastery } from './collections/content_mastery.ts';
import { emotional_analytics } from './collections/emotional_analytics.ts';
import { learning_dna } from './collections/learning_dna.ts';
import { learning_sessions } from './collections/learning_sessions.ts';
import { users } from './collections/users.ts';
import type { CollectionDeclaration } from './define.ts';
import { account_requests } from './support/account-requests.ts';
import { audit_blocks, audit_checkpoints, audit_outbox } from './support/audit.ts';
import { concepts } from './support/concepts.ts';
import { consents } from './support/consents.ts';
import { dna_contributions } from './support/dna-contributions.ts';
import { emotional_contributions } from './support/emotional-contributions.ts';
import { families } from './support/families.ts';
import { guardian_requests } from './support/guardian-requests.ts';
import { guardianships } from './support/guardianships.ts';
import { import_runs } from './support/imports.ts';
import { branch_keys, index_keys, key_rotations, learner_contexts } from './support/key-vault.ts';
import { mastery_fits } from './support/mastery-fits.ts';
import { notice_schedules } from './support/notice-schedules.ts';
import { leases, schema_migrations, vault_migrations } from './support/operations.ts';
import { outgoing_mails } from './support/outgoing-mails.ts';
import { review_settings } from './support/review-settings.ts';
import { services } from './support/services.ts';
import { shares } from './support/shares.ts';
import { second_factors, sign_ins } from './support/sign-ins.ts';
import { single_use_tokens } from './support/single-use-tokens.ts';

/** Every collection there is: the five of the specification first, then our own. */
export const COLLECTIONS: readonly CollectionDeclaration[] = [
  users,
  learning_dna,
  learning_sessions,
  emotional_analytics,
  content_mastery,
  concepts,
  mastery_fits,
  review_settings,
  emotional_contributions,
  dna_contributions,
  consents,
  shares,
  guardianships,
  guardian_requests,
  account_requests,
  single_use_tokens,
  outgoing_mails,
  notice_schedules,
  families,
  import_runs,
  sign_ins,
  second_factors,
  services,
  audit_blocks,
  audit_outbox,
  audit_checkpoints,
  schema_migrations,
  leases,
  branch_keys,
  index_keys,
  learner_contexts,
  key_rotations,
  vault_migrations,
];
