import { conceptKey } from '../insight/concept-key.ts';
import { noteFeelings, noteGone } from '../insight/emotions.ts';
import { evolveLearners, forgetDnaOf } from '../insight/evolve-learners.ts';
import { learnFrom, meetConcepts, relearnFrom, unlearnFrom } from '../insight/mastery.ts';
import type { MasteryModels } from '../insight/mastery-models.ts';
import { endedSessions, feltSessions, meetingsOf, studiesOf, studyOf } from '../sessions/followers.ts';
import type { RecordingHooks } from '../sessions/recording.ts';
import type { Clock } from '../std/clock.ts';

/** What follows in other rooms, in the same transaction, where parts of sessions are stored, corrected or removed. */
export const recordingHooks = (clock: Clock, models: MasteryModels): RecordingHooks => ({
  now: () => clock.now(),
  meet: async (within, recordings) => {
    const meetings = meetingsOf(recordings);
    const introducedIn = await meetConcepts(within, meetings);
    const introduced = new Set(
      meetings.map((meeting) => `${introducedIn.get(conceptKey(meeting))} ${meeting.concept}`),
    );
    return ({ session_id }, concept) => introduced.has(`${session_id} ${concept}`);
  },
  learn: async (within, recorded) => learnFrom(within, studiesOf(recorded), await models.inForce(within)),
  relearn: async (within, before, after) => {
    if (after)
      await meetConcepts(within, meetingsOf([{ start: after.session, interactions: after.interactions }]));
    const model = await models.inForce(within);
    return relearnFrom(within, studyOf(before), after && studyOf(after), model);
  },
  forget: async (within, session) => {
    const turns = await unlearnFrom(within, session, await models.inForce(within));
    const hadDna = await forgetDnaOf(within, session, clock.now());
    const hadFeelings = await noteGone(within, session, clock.now());
    return { turns, found: turns.length > 0 || hadDna || hadFeelings };
  },
  follow: async (within, changes) => {
    await noteFeelings(within, feltSessions(changes), clock.now());
    await evolveLearners(within, endedSessions(changes), clock.now());
  },
});
