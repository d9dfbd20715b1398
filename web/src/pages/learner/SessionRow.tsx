import { Link } from '@tanstack/react-router';
import type { SessionHeader } from '../../api/types.ts';
import { Emotion, Tag } from '../../parts/Tag.tsx';
import type { ConceptNames } from '../../parts/useConceptNames.ts';
import { timeOf, weekdayOf } from '../../words/dates.ts';
import { lengthOf } from '../../words/numbers.ts';
import styles from './SessionRow.module.css';

interface Props {
  id: string;
  session: SessionHeader;
  names: ConceptNames;
}

export function SessionRow({ id, session, names }: Props) {
  const { session_context: about, performance_metrics: score, emotional_journey: felt } = session;
  return (
    <Link to="/learners/$id/sessions/$sid" params={{ id, sid: session.session_id }} className={styles.row}>
      <time dateTime={session.started_at} className={styles.when}>
        {weekdayOf(session.started_at)}
        <small>{timeOf(session.started_at)}</small>
      </time>
      <span className={styles.what}>
        <span className={styles.subject}>{names.subject(about.subject)}</span> <Tag>{about.session_type}</Tag>
        <small>{about.topics.map((topic) => names.topic(about.subject, topic)).join(', ')}</small>
      </span>
      <span className={styles.score}>
        {score.questions_attempted === 0 ? (
          <small>nothing assessed</small>
        ) : (
          <>
            <strong>{Math.round(score.accuracy_percentage)} %</strong>
            <small>
              {score.questions_correct} of {score.questions_attempted} right
            </small>
          </>
        )}
      </span>
      <span className={styles.length}>{lengthOf(session)}</span>
      <span className={styles.felt}>
        {felt.initial_emotional_state !== undefined && <Emotion state={felt.initial_emotional_state} />}
        {felt.final_emotional_state !== undefined &&
          felt.final_emotional_state !== felt.initial_emotional_state && (
            <>
              <span className={styles.arrow}>
                <span aria-hidden="true">→</span>
                <span className="visually-hidden">then</span>
              </span>
              <Emotion state={felt.final_emotional_state} />
            </>
          )}
      </span>
    </Link>
  );
}
