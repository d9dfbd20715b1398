import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useId, useRef } from 'react';
import { queries } from '../../../api/queries.ts';
import type { ConceptMastery } from '../../../api/types.ts';
import { Answered } from '../../../parts/Answered.tsx';
import { Figure, Figures } from '../../../parts/Figures.tsx';
import type { ConceptNames } from '../../../parts/useConceptNames.ts';
import { dayOf, fromNow } from '../../../words/dates.ts';
import { counted, percent } from '../../../words/numbers.ts';
import { ConceptHistory } from './ConceptHistory.tsx';
import styles from './ConceptPanel.module.css';
import { ForgettingCurve } from './ForgettingCurve.tsx';
import { recallAt } from './forgetting.ts';
import { Reasons } from './Reasons.tsx';

interface Props {
  id: string;
  subject: string;
  topic: string;
  concept: string;
  names: ConceptNames;
}

/** One concept: how well it is known now and why, how it is forgotten, what was done for it. */
export function ConceptPanel({ id, subject, topic, concept, names }: Props) {
  const query = useQuery(queries.concept(id, subject, topic, concept));
  const label = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.panel} aria-labelledby={label}>
      <div className={styles.top}>
        <h3 id={label} ref={heading} tabIndex={-1}>
          {names.concept(subject, concept)}
        </h3>
        <Link to="/learners/$id" params={{ id }} search={{ subject }} replace resetScroll={false}>
          Close
        </Link>
      </div>
      <Answered query={query} lines={8}>
        {(mastery) => <Told mastery={mastery} />}
      </Answered>
    </section>
  );
}

function Told({ mastery }: { mastery: ConceptMastery }) {
  const { now, mastery_tracking: stored, spaced_repetition_data: reviews, evidence } = mastery;
  const recall = recallAt(reviews, Date.parse(now.at));
  const isTried = evidence.attempts > 0;
  return (
    <>
      <Figures>
        <Figure name="mastery now" value={isTried ? percent(now.level) : null} />
        <Figure
          name={`stored, as of ${dayOf(stored.last_practiced_date)}`}
          value={isTried ? percent(stored.current_mastery_level) : null}
        />
        <Figure name="confidence now" value={isTried ? percent(now.confidence) : null} />
        <Figure name="recalled now" value={recall === null ? null : percent(recall)} />
      </Figures>
      <p className={styles.says}>
        {stored.mastery_achieved_date === undefined
          ? 'Not mastered so far'
          : `First mastered on ${dayOf(stored.mastery_achieved_date)}`}
        {`; last practised ${fromNow(stored.last_practiced_date)}; ${counted(reviews.reviews, 'review')}, ${reviews.lapses === 0 ? 'never' : `${counted(reviews.lapses, 'time')}`} forgotten.`}
        {reviews.is_leech && ' It keeps being forgotten: it needs to be learned in another way.'}
      </p>
      <div className={styles.parts}>
        <Reasons mastery={mastery} />
        <ForgettingCurve reviews={reviews} nowMs={Date.parse(now.at)} />
      </div>
      <ConceptHistory id={mastery.user_id} entries={mastery.learning_history} />
    </>
  );
}
