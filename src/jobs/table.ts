import { systemActor } from '../access/actor.ts';
import type { Config } from '../config/settings.ts';
import { minutes } from '../std/durations.ts';
import type { Job } from './job.ts';

/** Every job there is. */
export function jobsOf(config: Pick<Config, 'sessionIdleMinutes'>): readonly Job[] {
  return [
    {
      name: 'end-abandoned-sessions',
      description:
        'Ends sessions of which nothing was recorded for the time of MASTERX_SESSION_IDLE_MINUTES.',
      everyMs: minutes(1),
      run: async ({ platform, requestId, signal }) => ({
        ended: await platform
          .as(systemActor('jobs', requestId, 'ending abandoned sessions'))
          .sessions.endAbandoned(minutes(config.sessionIdleMinutes), signal),
      }),
    },
  ];
}
