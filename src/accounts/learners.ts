import type { UserDocument } from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import type { Answer, Page } from '../documents/parts.ts';

/** An account as a list shows it. */
export interface LearnerSummary {
  readonly user_id: string;
  /** Null where an import knows no name. */
  readonly name: string | null;
  readonly education_level: UserDocument['profile']['education_level'];
  readonly country: string | null;
  readonly subjects_of_interest: readonly string[];
  readonly origin: UserDocument['origin'];
  readonly created_at: Date;
  readonly last_login: Date | null;
}

/** The account without its secrets. */
export type Profile = Omit<UserDocument, 'password_hash'>;

const EVER = new Date(0);

/** Accounts, newest first; of one origin where it is named. */
export async function listLearners(
  documents: ActorDocuments,
  origin: UserDocument['origin']['kind'] | undefined,
  options: { readonly cursor?: string; readonly limit?: number },
): Promise<Page<LearnerSummary>> {
  const users = documents.collection('users');
  const { items, nextCursor } =
    origin === undefined
      ? await users.query('recent_users', { since: EVER }, options)
      : await users.query('users_of_origin', { kind: origin }, options);
  return { items: items.map(summaryOf), nextCursor };
}

/** @throws MasterXError `not_found` */
export async function profileOf(documents: ActorDocuments, learner: string): Promise<Profile> {
  const { password_hash: _, ...profile } = await documents
    .collection('users')
    .get('user_profile', {}, { learner });
  return profile;
}

function summaryOf(user: Answer<'users', 'recent_users'>): LearnerSummary {
  const { user_id, created_at, last_login, profile, origin } = user;
  return {
    user_id,
    name: profile.name,
    education_level: profile.education_level,
    country: profile.location?.country ?? null,
    subjects_of_interest: profile.subjects_of_interest,
    origin,
    created_at,
    last_login,
  };
}
