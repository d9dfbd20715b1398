import { isDeepStrictEqual } from 'node:util';
import type { ActorDocuments } from '../documents/documents.ts';
import { contributionOf } from '../learning/dna/contribution.ts';
import { noEvidence, withLearned, withSessions } from '../learning/dna/evolve.ts';
import { type Evidence, MEASURE_NAMES, MEASURES, type MeasureName } from '../learning/dna/measures.ts';
import { contributionIn } from './evolve-learners.ts';
import { everyPage } from './reading.ts';
import type { DerivedCheck, Difference } from './verify-mastery.ts';

const EVER = new Date(0);
/** Where measures begin of whom nothing is known. */
const STARTS: Readonly<Record<MeasureName, number>> = {
  ability: MEASURES.ability.start,
  attention: MEASURES.attention.start,
  persistence: MEASURES.persistence.start,
  exploration: MEASURES.exploration.start,
  velocity: MEASURES.velocity.start,
  recovery: MEASURES.recovery.start,
};

/**
 * Works out anew what each session adds to the learning DNA, where the session is still there, and the view from all that
 * is added; names what differs. Where a measure began stands in the view itself.
 */
export async function verifyDna(documents: ActorDocuments, learner: string): Promise<DerivedCheck> {
  const dna = await documents.collection('learning_dna').find('learning_dna_profile', {}, { learner });
  if (!dna?.evidence) return { checked: 0, differences: [] };
  const kept = await everyPage((options) =>
    documents
      .collection('dna_contributions')
      .query('dna_contributions_of_learner', { since: EVER }, { ...options, learner }),
  );
  const differences: Difference[] = [];
  for (const stored of kept) {
    const session = await documents
      .collection('learning_sessions')
      .find('session_lookup', { session_id: stored.session_id });
    if (!session) continue;
    const anew = contributionOf(session, stored.recovery !== undefined);
    const parts = anew && isDeepStrictEqual(contributionIn(stored), anew) ? [] : ['contribution'];
    if (parts.length > 0) differences.push({ what: `contribution of session ${stored.session_id}`, parts });
  }
  const { evidence } = dna;
  const all = withSessions(
    { ...noEvidence(evidence.since), given: evidence.given, stated: evidence.stated },
    startsIn(evidence),
    kept.map((one) => ({ before: null, after: contributionIn(one) })),
  );
  const view = withLearned({ ...dna, evidence: all }, evidence);
  const parts = (['sessions', 'measures', 'subjects'] as const)
    .filter((part) => !isDeepStrictEqual(evidence[part], all[part]))
    .map((part) => `evidence.${part}`);
  for (const part of ['cognitive_profile', 'motivation_profile', 'learning_effectiveness'] as const) {
    if (!isDeepStrictEqual(dna[part], view[part])) parts.push(part);
  }
  if (parts.length > 0) differences.push({ what: 'learning DNA', parts });
  return { checked: kept.length, differences };
}

/** Where each measure began. */
function startsIn({ measures }: Evidence): Readonly<Record<MeasureName, number>> {
  const starts: Record<MeasureName, number> = { ...STARTS };
  for (const name of MEASURE_NAMES) starts[name] = measures[name]?.start ?? starts[name];
  return starts;
}
