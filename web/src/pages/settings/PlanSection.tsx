import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { beginTrial, cancelPlan } from '../../api/subscriptions.ts';
import type { Subscription } from '../../api/types.ts';
import { AiQuota } from '../../parts/AiQuota.tsx';
import { Answered } from '../../parts/Answered.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Section } from '../../parts/Section.tsx';
import { dayOf } from '../../words/dates.ts';
import { words } from '../../words/names.ts';
import styles from './SettingsPage.module.css';

/** The plan, and how much of it is used. */
export function PlanSection({ id, isOwn }: { id: string; isOwn: boolean }) {
  const query = useQuery(queries.subscription(id));
  return (
    <Section title="Plan and usage" id="plan">
      <Answered query={query} lines={4}>
        {(subscription) => <Plan id={id} isOwn={isOwn} subscription={subscription} />}
      </Answered>
    </Section>
  );
}

function Plan({ id, isOwn, subscription }: { id: string; isOwn: boolean; subscription: Subscription }) {
  const client = useQueryClient();
  const done = { onSuccess: () => client.invalidateQueries() };
  const trial = useMutation({ mutationFn: () => beginTrial(id), ...done });
  const cancel = useMutation({ mutationFn: () => cancelPlan(id), ...done });
  const { plan_in_force, plan, status, expires_at, ai_queries: ai } = subscription;
  const plans = useQuery(queries.plans());
  const days = plans.data?.items.find((one) => one.plan === 'premium')?.trial_days;
  const error = trial.error ?? cancel.error;
  const isPaid = plan !== 'free' && (status === 'active' || status === 'trial');
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>Plan</dt>
          <dd>
            {words(plan_in_force)}
            {status === 'trial' && ', as a trial'}
            {subscription.covered_by_family && ', through the family plan of somebody else'}
          </dd>
        </div>
        {expires_at !== null && (
          <div>
            <dt>
              {status === 'cancelled' ? 'In force until' : status === 'trial' ? 'Trial ends' : 'Renews'}
            </dt>
            <dd>{dayOf(expires_at)}</dd>
          </div>
        )}
      </dl>
      <AiQuota ai={ai} />
      {error !== null && <ProblemNotice error={error} />}
      {isOwn && (
        <div className={styles.buttons}>
          {subscription.trial_available && plan_in_force === 'free' && (
            <Button variant="default" loading={trial.isPending} onClick={() => trial.mutate()}>
              Try Premium{days === undefined ? '' : ` for ${days} days`}
            </Button>
          )}
          {isPaid && (
            <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              Cancel the plan
            </Button>
          )}
        </div>
      )}
    </>
  );
}
