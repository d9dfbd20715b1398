import type { ActorPlatform } from '../../src/platform.ts';

type Fields = Readonly<Record<string, unknown>>;

const EVER = new Date(0);

/** Everything that is kept of some sessions of a learner and derived from them, in a form that can be compared. */
export async function derivedOf(
  me: ActorPlatform,
  learner: string,
  sessionIds: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const { documents } = me;
  const sessions: Record<string, unknown> = {};
  for (const id of sessionIds) {
    const found = await documents.collection('learning_sessions').find('session_lookup', { session_id: id });
    sessions[id] = found && { ...plain(found), interactions: await interactionsOf(me, learner, id) };
  }
  const mastery: Record<string, unknown> = {};
  const known = await documents
    .collection('content_mastery')
    .query('mastery_of_learner', {}, { learner, limit: 200 });
  for (const document of known.items) {
    const { subject, topic, concept } = document;
    const lists: Record<string, unknown> = {};
    for (const list of [
      'practice_log',
      'learning_history',
      'spaced_repetition_data.review_history',
    ] as const) {
      const identity = { user_id: learner, subject, topic, concept };
      const page = await documents.collection('content_mastery').elements(identity, list, { limit: 200 });
      lists[list] = page.items;
    }
    const { practice_log: _log, learning_history: _history, spaced_repetition_data, ...header } = document;
    const { review_history: _reviews, ...schedule } = spaced_repetition_data;
    mastery[`${subject} ${topic} ${concept}`] = { ...plain(header), schedule, lists };
  }
  const dna = await documents.collection('learning_dna').find('learning_dna_profile', {}, { learner });
  const summaries = await Promise.all(
    (['daily_aggregation', 'weekly_summary', 'monthly_report'] as const).map((period) =>
      me.insight.emotions(learner, period, EVER, { limit: 200 }),
    ),
  );
  const felt = await documents
    .collection('emotional_contributions')
    .query('contributions_of_learner', { since: EVER }, { learner, limit: 200 });
  const counted = await documents
    .collection('dna_contributions')
    .query('dna_contributions_of_learner', { since: EVER }, { learner, limit: 200 });
  return {
    sessions,
    mastery,
    // How the view came about is history; what it says is not.
    dna: dna && {
      ...plain(dna),
      version: 0,
      updated_at: 0,
      assessment_history: [],
      evidence: sums(dna.evidence),
    },
    summaries: byName(summaries.flatMap(({ items }) => items)),
    felt: byName(felt.items),
    counted: byName(counted.items),
  };
}

async function interactionsOf(me: ActorPlatform, learner: string, sessionId: string): Promise<unknown[]> {
  const all = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof me.sessions.interactions>> = await me.sessions.interactions(
      learner,
      sessionId,
      { limit: 200, ...(cursor !== null && { cursor }) },
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  // They stand in the order in which they were recorded.
  return all.sort((a, b) => (a.interaction_id < b.interaction_id ? -1 : 1));
}

function plain(document: object): Fields {
  const { _id, revision, ...content }: Fields = { ...document };
  return content;
}

function sums(evidence: object | undefined): Fields | null {
  if (!evidence) return null;
  const { since: _, ...rest }: Fields = { ...evidence };
  return rest;
}

function byName(documents: readonly object[]): unknown[] {
  const nameOf = ({ data_source, analysis_date, session_id }: Fields) =>
    `${data_source} ${analysis_date instanceof Date ? analysis_date.toISOString() : ''} ${session_id}`;
  return documents.map(plain).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
