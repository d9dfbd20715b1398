import type { ResolvedCollection, ResolvedQuery } from '../schema/resolved.ts';
import { SCHEMA } from '../schema/schema.ts';
import { CONSENTS } from '../schema/vocabulary/consents.ts';
import { BASES_BESIDE_CONSENT } from '../schema/vocabulary/legal-bases.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import type { StoredDocument } from '../stores/documents/port.ts';

/**
 * The stages that leave only documents of learners whose learning may be analysed: they agreed to it, or their import
 * declared another ground.
 */
export function analysedOnly(collection: ResolvedCollection): readonly StoredDocument[] {
  const accounts = Object.values(SCHEMA.collections).find(
    ({ declaration }) => declaration.founds?.legalBasis,
  );
  const legalBasis = accounts?.declaration.founds?.legalBasis;
  const { owner } = collection;
  invariant(accounts?.owner && legalBasis && owner !== null, 'summaries are of learners');
  const allows = (prefix: string) => ({
    $or: [
      { [`${prefix}${CONSENTS.analytics.setting}`]: true },
      { [`${prefix}${legalBasis}`]: { $in: BASES_BESIDE_CONSENT.analytics } },
    ],
  });
  if (collection.name === accounts.name) return [{ $match: allows('') }];
  return [
    { $lookup: { from: accounts.name, localField: owner, foreignField: accounts.owner, as: ACCOUNT } },
    { $match: allows(`${ACCOUNT}.`) },
  ];
}

/** Without groups of so few learners that they would tell of single ones. */
export function ofManyLearners(
  { declaration: { summary } }: ResolvedQuery,
  rows: readonly StoredDocument[],
): StoredDocument[] {
  const counted = summary?.learners;
  invariant(counted, 'a summary says how many learners it is of');
  return rows.filter((row) => Number(row[counted]) >= LIMITS.groupLearnersMin);
}

const ACCOUNT = 'account_of_learner';
