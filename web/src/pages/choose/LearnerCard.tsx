import { Link } from '@tanstack/react-router';
import type { LearnerSummary } from '../../api/types.ts';
import { OriginTag, Tag } from '../../parts/Tag.tsx';
import { fromNow } from '../../words/dates.ts';
import { countryName, educationName, learnerName, words } from '../../words/names.ts';
import styles from './LearnerCard.module.css';

const SUBJECTS_SHOWN = 3;

export function LearnerCard({ learner }: { learner: LearnerSummary }) {
  const { subjects_of_interest: subjects, last_login, origin } = learner;
  const hidden = subjects.length - SUBJECTS_SHOWN;
  return (
    <article className={styles.card}>
      <div className={styles.top}>
        <h3>
          <Link to="/learners/$id" params={{ id: learner.user_id }} className={styles.link}>
            {learnerName(learner)}
          </Link>
        </h3>
        <OriginTag kind={origin.kind} />
      </div>
      <p className={styles.meta}>
        {[
          educationName(learner.education_level),
          learner.country === null ? '' : countryName(learner.country),
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      <p className={styles.tags}>
        {subjects.slice(0, SUBJECTS_SHOWN).map((subject) => (
          <Tag key={subject}>{words(subject)}</Tag>
        ))}
        {hidden > 0 && <Tag>{`+${hidden}`}</Tag>}
        {subjects.length === 0 && <span className={styles.quiet}>No subjects recorded</span>}
      </p>
      {last_login !== null && <p className={styles.quiet}>Last here {fromNow(last_login)}</p>}
    </article>
  );
}
