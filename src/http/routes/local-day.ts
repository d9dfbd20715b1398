import { instantOf, localDateOf } from '../../learning/local-day.ts';
import type { ActorPlatform } from '../../platform.ts';
import { days } from '../../std/durations.ts';

/** The moment the learner's day ends, by the learner's own clock. */
export async function endOfLocalDay(platform: ActorPlatform, learner: string, now: Date): Promise<Date> {
  const { timezone } = (await platform.learners.profile(learner)).profile;
  const tomorrow = new Date(localDateOf(now, timezone).getTime() + days(1));
  return instantOf(tomorrow, 0, timezone);
}
