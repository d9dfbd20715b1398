import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import type { LearnerSummary } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Gauge } from '../../parts/Gauge.tsx';
import { OriginTag } from '../../parts/Tag.tsx';
import { countryName, educationName, learnerName, words } from '../../words/names.ts';
import { percent } from '../../words/numbers.ts';
import styles from './Featured.module.css';

const SUBJECTS_SHOWN = 4;

/** The learner to begin with: with the two things that can be done, and a glance at what is there. */
export function Featured({ learner }: { learner: LearnerSummary }) {
  const progress = useQuery(queries.progress(learner.user_id));
  const id = learner.user_id;
  return (
    <article className={styles.featured}>
      <div className={styles.who}>
        <p className={styles.over}>A good place to start</p>
        <h3>{learnerName(learner)}</h3>
        <p className={styles.meta}>
          {educationName(learner.education_level)}
          {learner.country !== null && ` · ${countryName(learner.country)}`}{' '}
          <OriginTag kind={learner.origin.kind} />
        </p>
        <div className={styles.actions}>
          <Button renderRoot={(props) => <Link to="/learners/$id" params={{ id }} {...props} />}>
            Open the record
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/learners/$id/practice" params={{ id }} {...props} />}
          >
            Practise
          </Button>
        </div>
      </div>
      <div className={styles.glance}>
        <Answered query={progress} lines={4}>
          {({ items }) =>
            items
              .slice(0, SUBJECTS_SHOWN)
              .map((subject) => (
                <Gauge
                  key={subject.subject}
                  name={words(subject.subject)}
                  value={subject.mastery_avg}
                  reads={percent(subject.mastery_avg)}
                />
              ))
          }
        </Answered>
      </div>
    </article>
  );
}
