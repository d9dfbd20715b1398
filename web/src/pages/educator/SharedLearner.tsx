import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { queries } from '../../api/queries.ts';
import type { LearnerSummary } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Gauge } from '../../parts/Gauge.tsx';
import { useConceptNames } from '../../parts/useConceptNames.ts';
import { fromNow } from '../../words/dates.ts';
import { learnerName } from '../../words/names.ts';
import { count, percent } from '../../words/numbers.ts';
import styles from './EducatorPage.module.css';

/** One learner in short: when they last learned, and how far they are in each subject. */
export function SharedLearner({ learner }: { learner: LearnerSummary }) {
  const id = learner.user_id;
  const heading = useId();
  const progress = useQuery(queries.progress(id));
  const latest = useQuery(queries.latestSession(id));
  const names = useConceptNames(id, progress.data?.items.map(({ subject }) => subject) ?? []);
  const last = latest.data?.items[0]?.started_at;
  return (
    <article className={styles.learner} aria-labelledby={heading}>
      <h2 id={heading}>
        <Link to="/learners/$id" params={{ id }}>
          {learnerName(learner)}
        </Link>
      </h2>
      <p className={styles.last}>
        {latest.data !== undefined &&
          (last === undefined ? 'Has not learned here yet' : `Last learned ${fromNow(last)}`)}
      </p>
      <Answered query={progress} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.last}>Nothing was practised yet.</p>
          ) : (
            <ul className={styles.subjects} aria-label={`Subjects of ${learnerName(learner)}`}>
              {items.map(({ subject, mastery_avg, mastered, concepts }) => (
                <li key={subject}>
                  <Gauge name={names.subject(subject)} value={mastery_avg} reads={percent(mastery_avg)} />
                  <small>
                    {count(mastered)} of {count(concepts)} concepts mastered
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </article>
  );
}
