import { LIMITS } from '../../../std/limits.ts';
import { choice } from '../../fields/choice.ts';
import { encrypted } from '../../fields/facts.ts';
import { group } from '../../fields/group.ts';
import { instant } from '../../fields/instant.ts';
import { count } from '../../fields/integer.ts';
import { list } from '../../fields/list.ts';
import { text } from '../../fields/text.ts';
import { uuid } from '../../fields/uuid.ts';
import { PLAN_NAMES } from '../../vocabulary/plans.ts';

/** The plan of an account. */
export const subscription = group(
  {
    plan: choice(PLAN_NAMES, { description: 'The plan; what each gives stands in `vocabulary/plans.ts`.' }),
    status: choice(['active', 'inactive', 'cancelled', 'trial'], { description: 'Where the plan stands.' }),
    subscribed_at: instant({ description: 'When the plan began.', optional: true }),
    expires_at: instant({ description: 'When the plan or trial ends.', optional: true }),
    payment_method_id: text({
      description: 'Reference of the payment method at the payment provider.',
      maxLength: 120,
      optional: true,
      identifies: true,
      protection: encrypted(),
    }),
    billing_cycle: choice(['monthly', 'yearly'], { description: 'How often it is billed.' }),
    trial_began_at: instant({
      description: 'When the one trial of the account began.',
      optional: true,
      extension: 'An account has one trial, and the schema does not tell whether it had it.',
    }),
    renewed_from: instant({
      description: 'The end that the last renewal put off.',
      optional: true,
      extension: 'A renewal whose answer was lost is sent again, and must not renew twice.',
    }),
    recent_changes: list(
      text({ description: 'Keyed by the account, the request and what it asks for.', maxLength: 22 }),
      {
        description:
          'Hashes of the requests that changed the plan last, so that one sent again changes nothing.',
        maxItems: LIMITS.recentPlanChangesMax,
        optional: true,
        export: false,
        extension: 'A change whose answer was lost is sent again, and must not undo what came after it.',
      },
    ),
    covered_by: uuid({
      description: 'Who holds the family plan that covers this account; references users.user_id.',
      optional: true,
      extension: 'Members of a family share a plan, and the schema does not tell whose (architecture 16).',
    }),
    usage_tracking: group(
      {
        ai_queries_used: count({ description: 'AI queries since the last reset.' }),
        ai_queries_limit: count({ description: 'AI queries the plan allows in a period.' }),
        reset_date: instant({
          description: 'When the count starts again, with what the plan allows by then.',
        }),
        recent_queries: list(text({ description: 'Keyed by account and request.', maxLength: 22 }), {
          description: 'Hashes of the requests counted last, so that one sent again counts once.',
          maxItems: LIMITS.recentQueriesMax,
          optional: true,
          export: false,
          extension: 'A request whose answer was lost is sent again, and must not count twice.',
        }),
      },
      { description: 'Use of what the plan limits.' },
    ),
  },
  { description: 'The plan and what it allows.', purpose: 'subscription', setBy: 'platform' },
);

/** How a plan stands and what of it is used, without the reference of a payment. */
export const SUBSCRIPTION_STANDING = Object.keys(subscription.fields)
  .filter((name) => name !== 'payment_method_id')
  .map((name) => `subscription.${name}`);
