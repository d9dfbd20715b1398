import { systemActor } from '../access/actor.ts';
import type { Config } from '../config/settings.ts';
import { days, hours, minutes, seconds } from '../std/durations.ts';
import { ACCOUNT_JOBS } from './account-jobs.ts';
import type { Job } from './job.ts';

/** Every job there is. */
export function jobsOf(config: Pick<Config, 'sessionIdleMinutes'>): readonly Job[] {
  return [
    {
      name: 'seal-audit-outbox',
      description: 'Moves the audit entries of writes into a chain.',
      everyMs: seconds(10),
      run: async ({ platform, requestId }) => ({
        entries: await platform.as(systemActor('jobs', requestId, 'sealing the audit trail')).audit.seal(),
      }),
    },
    {
      name: 'sign-audit-checkpoint',
      description:
        'Signs how far the chains of the audit trail have come, and puts a copy into the object store.',
      everyMs: minutes(1),
      run: async ({ platform, requestId }) => {
        const actor = systemActor('jobs', requestId, 'sealing the audit trail');
        return { signed: (await platform.as(actor).audit.checkpoint()) === null ? 0 : 1 };
      },
    },
    {
      name: 'remove-old-audit-entries',
      description:
        'Removes chains of the audit trail that have been kept for the time of MASTERX_AUDIT_DAYS, once that is signed.',
      everyMs: hours(1),
      run: async ({ platform, requestId }) => ({
        ...(await platform
          .as(systemActor('jobs', requestId, 'removing what the audit trail has kept for its time'))
          .audit.removeExpired()),
      }),
    },
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
    {
      name: 'end-plans',
      description: 'Makes plans and trials inactive that have ended.',
      everyMs: minutes(5),
      run: async ({ platform, requestId, signal }) => ({
        ended: await platform
          .as(systemActor('jobs', requestId, 'ending plans'))
          .subscriptions.endPlans(signal),
      }),
    },
    {
      name: 'renew-signing-key',
      description: 'Puts another key in the place of the one that signs access tokens, every 30 days.',
      everyMs: hours(1),
      run: async ({ platform, requestId, signal }) => ({
        renewed: (await platform
          .as(systemActor('jobs', requestId, 'rotation of keys'))
          .keys.renewSigningKey({ signal }))
          ? 1
          : 0,
      }),
    },
    {
      name: 'remove-old-sign-ins',
      description: 'Removes sign-ins that have been over for 90 days.',
      everyMs: hours(1),
      run: async ({ platform, requestId }) => ({
        removed: await platform.signIns.removeOld({ requestId, address: null, device: null }),
      }),
    },
    {
      name: 'clear-withdrawn-consents',
      description: 'Removes what is kept under consents that were withdrawn.',
      everyMs: minutes(10),
      run: async ({ platform, requestId, signal }) => ({
        ...(await platform
          .as(systemActor('jobs', requestId, 'clearing what is under withdrawn consents'))
          .consents.clearWithdrawn(new Date(platform.clock.now().getTime() - days(30)), signal)),
      }),
    },
    {
      name: 'refresh-emotional-summaries',
      description: 'Makes the emotional summaries that were noted and not made, such as those of an import.',
      everyMs: minutes(1),
      run: async ({ platform, requestId, signal }) => ({
        sessions: await platform
          .as(systemActor('jobs', requestId, 'emotional summaries'))
          .insight.refreshStaleEmotions(signal),
      }),
    },
    ...ACCOUNT_JOBS,
  ];
}
