import type { MongoClient } from 'mongodb';
import type { GrowingLists } from '../../src/derive/generated/documents.ts';
import type { Platform } from '../../src/platform.ts';
import { type Commands, commandsOf } from '../measure/commands.ts';
import { interleave } from '../measure/interleave.ts';
import { type Latency, latencyOf } from '../measure/statistics.ts';
import { ACTOR } from '../population/deployment.ts';
import type { Logical } from '../population/learners.ts';
import { inTurn } from './questions-of.ts';

/** Adding one interaction to a session of so many. */
export interface AppendResult {
  readonly length: number;
  readonly latency: Latency;
  readonly commands: Commands;
}

type Interaction = GrowingLists['learning_sessions']['interactions'];

const SLICE_MS = 120;

/** Measures an append to sessions of each length; what it sends is counted on a session that is measured no more. */
export async function measureAppends(
  platform: Platform,
  monitored: { readonly platform: Platform; readonly client: MongoClient },
  sessions: ReadonlyMap<number, readonly Logical[]>,
  seconds: number,
): Promise<AppendResult[]> {
  let appended = 0;
  const append = (on: Platform, session: Logical) => {
    const identity = { session_id: String(session['session_id']), user_id: String(session['user_id']) };
    const interactions = [newInteraction(++appended)];
    return on.documents.as(ACTOR).collection('learning_sessions').append('bench', identity, { interactions });
  };
  const lengths = [...sessions].map(([length, documents]) => ({ length, documents }));
  const samples = await interleave(
    lengths.map(({ length, documents }) => ({
      name: String(length),
      run: (turn) => append(platform, inTurn(documents, turn)),
    })),
    { callers: 1, seconds, sliceMs: SLICE_MS },
  );
  const results: AppendResult[] = [];
  for (const { length, documents } of lengths) {
    const session = inTurn(documents, 0);
    await append(monitored.platform, session);
    results.push({
      length,
      latency: latencyOf(samples.get(String(length))?.latenciesMs ?? []),
      commands: await commandsOf(monitored.client, () => append(monitored.platform, session)),
    });
  }
  return results;
}

function newInteraction(number: number): Interaction {
  return {
    interaction_id: `bench-${number}`,
    timestamp: new Date(Date.UTC(2027, 0, 1) + number),
    interaction_type: 'assessment',
    user_input: 'the mean is the sum of the values over their number',
    assessed: { concept: 'mean', topic: 'location', correct: number % 3 !== 0, difficulty: 0.4 },
  };
}
