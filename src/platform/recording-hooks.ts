import { noteFeelings } from '../insight/emotions.ts';
import { evolveLearners } from '../insight/learning-dna.ts';
import { conceptKey, learnFrom, meetConcepts } from '../insight/mastery.ts';
import type { MasteryModels } from '../insight/mastery-models.ts';
import { endedSessions, feltSessions, meetingsOf, studiesOf } from '../sessions/followers.ts';
import type { RecordingHooks } from '../sessions/recording.ts';
import type { Clock } from '../std/clock.ts';

/** What follows in other rooms, in the same transaction, where parts of sessions are stored. */
export const recordingHooks = (clock: Clock, models: MasteryModels): RecordingHooks => ({
  now: () => clock.now(),
  meet: async (documents, recordings) => {
    const meetings = meetingsOf(recordings);
    const fresh = await meetConcepts(documents, meetings);
    const met = new Set(
      meetings
        .filter((meeting) => fresh.has(conceptKey(meeting)))
        .map(({ user_id, subject, concept }) => `${user_id} ${subject} ${concept}`),
    );
    return (userId, subject, concept) => met.has(`${userId} ${subject} ${concept}`);
  },
  learn: async (documents, recorded) => {
    await noteFeelings(documents, feltSessions(recorded), clock.now());
    const { parameters } = await models.inForce(documents);
    return learnFrom(documents, studiesOf(recorded), parameters);
  },
  evolve: (documents, recorded) => evolveLearners(documents, endedSessions(recorded), clock.now()),
});
