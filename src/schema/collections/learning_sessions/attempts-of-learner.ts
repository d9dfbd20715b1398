import { from, ofOwner, query } from '../../define.ts';

/** What models are fitted to: no words and no feelings. */
export const attemptsOfLearner = query({
  why: 'what a learner attempted, session by session, newest first, for fitting models; nobody’s words or feelings',
  filter: { user_id: ofOwner(), started_at: from('since') },
  sort: { started_at: -1 },
  projection: [
    'session_id',
    'user_id',
    'started_at',
    'session_context.subject',
    'evidence.interactions',
    'interactions.interaction_id',
    'interactions.timestamp',
    'interactions.assessed',
  ],
  answers: 'page',
  index: 'user_id_1_started_at_-1',
  promise: { slaMs: 1000, frequency: 'low' },
});
