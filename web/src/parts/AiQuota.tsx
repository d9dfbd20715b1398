import type { Subscription } from '../api/types.ts';
import { dayOf } from '../words/dates.ts';
import { count } from '../words/numbers.ts';
import styles from './AiQuota.module.css';
import { Gauge } from './Gauge.tsx';

/** How many questions to the tutor are left, of one's own or of the whole family. */
export function AiQuota({ ai }: { ai: Subscription['ai_queries'] }) {
  return (
    <div>
      <Gauge
        name={
          ai.shared
            ? 'Questions to the tutor this month, of the whole family'
            : 'Questions to the tutor this month'
        }
        value={ai.limit === 0 ? 0 : Math.min(1, ai.used / ai.limit)}
        reads={`${count(ai.used)} of ${count(ai.limit)}`}
      />
      <p className={styles.aside}>Counted anew from {dayOf(ai.reset_date)} on.</p>
    </div>
  );
}
