import { isDeepStrictEqual } from 'node:util';
import type { ActorDocuments } from '../documents/documents.ts';
import { contributionNow, reportOfPeriod } from './emotions.ts';
import { everyPage } from './reading.ts';

/** What a look at a learner's emotional summaries found. */
export interface EmotionsCheck {
  readonly summaries: number;
  readonly differences: readonly { readonly period: string; readonly parts: readonly string[] }[];
}

const EVER = new Date(0);

/**
 * Works out anew what each session adds and what the summaries of its periods come to, and names what differs. Only
 * summaries that were made from sums of sessions are looked at; those of an import or the generator have none. While
 * sessions wait to be worked out, nothing can be said.
 */
export async function verifyEmotions(documents: ActorDocuments, learner: string): Promise<EmotionsCheck> {
  const contributions = await everyPage((options) =>
    documents
      .collection('emotional_contributions')
      .query('contributions_of_learner', { since: EVER }, { ...options, learner }),
  );
  if (contributions.length === 0 || contributions.some(({ stale_since }) => stale_since !== undefined)) {
    return { summaries: 0, differences: [] };
  }
  const differences: { period: string; parts: string[] }[] = [];
  for (const stored of contributions) {
    const anew = await contributionNow(documents, stored.session_id, stored.time_zone);
    if (!anew) continue;
    const parts = differing(stored, anew);
    if (parts.length > 0) differences.push({ period: `sums of session ${stored.session_id}`, parts });
  }
  const summaries = await everyPage((options) =>
    documents
      .collection('emotional_analytics')
      .query('emotions_of_learner', { since: EVER }, { ...options, learner }),
  );
  for (const stored of summaries) {
    const { data_source, analysis_date } = stored;
    const anew = await reportOfPeriod(documents, learner, data_source, analysis_date);
    const parts = anew ? differing(stored, anew) : ['nothing was observed'];
    if (parts.length > 0) {
      differences.push({ period: `${data_source} of ${analysis_date.toISOString().slice(0, 10)}`, parts });
    }
  }
  return { summaries: summaries.length, differences };
}

function differing(stored: object, anew: object): string[] {
  const held = new Map(Object.entries(stored));
  return Object.entries(anew).flatMap(([part, value]) =>
    isDeepStrictEqual(held.get(part), value) ? [] : [part],
  );
}
