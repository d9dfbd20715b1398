import { Link } from '@tanstack/react-router';
import type { ConceptMastery } from '../../../api/types.ts';
import { Emotion } from '../../../parts/Tag.tsx';
import { dayOf } from '../../../words/dates.ts';
import { words } from '../../../words/names.ts';
import { minutes, percent } from '../../../words/numbers.ts';
import styles from './ConceptHistory.module.css';

type Entry = ConceptMastery['learning_history'][number];

const ROWS = 8;

/** What was done for the concept, latest first. */
export function ConceptHistory({ id, entries }: { id: string; entries: readonly Entry[] }) {
  if (entries.length === 0) return null;
  const latest = entries.toSorted((one, other) => other.date.localeCompare(one.date)).slice(0, ROWS);
  return (
    <div>
      <h4>What was done for it</h4>
      <ol className={styles.rows}>
        {latest.map((entry) => (
          <li key={`${entry.session_id} ${entry.date}`}>
            <Link to="/learners/$id/sessions/$sid" params={{ id, sid: entry.session_id }}>
              <time dateTime={entry.date}>{dayOf(entry.date)}</time>
            </Link>
            <span>{words(entry.activity_type)}</span>
            <strong>{percent(entry.performance_score)} right</strong>
            <span>{entry.time_spent_minutes > 0 && minutes(entry.time_spent_minutes)}</span>
            <span>{entry.emotional_state !== null && <Emotion state={entry.emotional_state} />}</span>
          </li>
        ))}
      </ol>
      {entries.length > ROWS && (
        <p className={styles.more}>{`The latest ${ROWS} of ${entries.length} that were loaded.`}</p>
      )}
    </div>
  );
}
