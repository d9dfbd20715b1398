import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { ReviewDue } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { Section } from '../../parts/Section.tsx';
import { type ConceptNames, useConceptNames } from '../../parts/useConceptNames.ts';
import { dayOf, fromNow, weekdayOf } from '../../words/dates.ts';
import { count, counted, decimal, percent } from '../../words/numbers.ts';
import { conceptParam } from './concepts/nodes.ts';
import { type Chosen, chosenOf, OVERDUE, ReviewCalendar } from './ReviewCalendar.tsx';
import styles from './Reviews.module.css';
import { isDue, REVIEW_PAGES_MAX, reviewsUntil } from './reviews.ts';

const ROWS_AT_FIRST = 7;

export function Reviews({ id }: { id: string }) {
  const query = useInfiniteQuery(queries.reviewsDue(id, reviewsUntil()));
  const pages = query.data?.pages.length ?? 0;
  const goOn = query.hasNextPage && !query.isFetching && !query.isError && pages < REVIEW_PAGES_MAX;
  const { fetchNextPage } = query;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);
  const reviews = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section
      id="reviews"
      title="Reviews due"
      lead="Each concept comes back shortly before it would be forgotten, by its own forgetting curve."
      aside={query.hasNextPage && pages >= REVIEW_PAGES_MAX && `the first ${count(reviews.length)}`}
    >
      <Answered query={query} lines={6}>
        {() =>
          reviews.length === 0 ? (
            <Nothing title="Nothing due in the next weeks">
              The next reviews follow once more has been practised.
            </Nothing>
          ) : (
            <Planned id={id} reviews={reviews} />
          )
        }
      </Answered>
    </Section>
  );
}

/** The calendar, and the reviews of the day that is chosen in it: what is due now unless another is. */
function Planned({ id, reviews }: { id: string; reviews: ReviewDue[] }) {
  const [picked, setPicked] = useState<Chosen | null>(null);
  const [all, setAll] = useState(false);
  const names = useConceptNames(id, [...new Set(reviews.map(({ subject }) => subject))]);
  const first = reviews[0];
  const chosen = picked ?? (first === undefined ? OVERDUE : chosenOf(first));
  const shown = reviews.filter((review) => chosenOf(review) === chosen);
  const choose = (next: Chosen) => {
    setPicked(next);
    setAll(false);
  };
  return (
    <>
      <ReviewCalendar reviews={reviews} chosen={chosen} onChoose={choose} />
      <h3 className={styles.day} aria-live="polite">
        {chosen === OVERDUE ? 'Overdue' : weekdayOf(`${chosen}T00:00`)}: {counted(shown.length, 'review')}
      </h3>
      <ol className={styles.reviews}>
        {shown.slice(0, all ? undefined : ROWS_AT_FIRST).map((review) => (
          <Row
            key={`${review.subject}/${review.topic}/${review.concept}`}
            id={id}
            review={review}
            names={names}
          />
        ))}
      </ol>
      {!all && shown.length > ROWS_AT_FIRST && (
        <Button variant="default" mt="md" onClick={() => setAll(true)}>
          {`Show all ${shown.length}`}
        </Button>
      )}
    </>
  );
}

function Row({ id, review, names }: { id: string; review: ReviewDue; names: ConceptNames }) {
  const { next_review_date, forgetting_curve_parameters: curve } = review.spaced_repetition_data;
  const due = isDue(review);
  const recall = review.retrievability;
  return (
    <li className={styles.review}>
      <span>
        <Link
          to="/learners/$id"
          params={{ id }}
          search={{ subject: review.subject, concept: conceptParam(review) }}
          replace
          resetScroll={false}
          className={styles.concept}
        >
          {names.concept(review.subject, review.concept)}
        </Link>
        <small>
          {names.subject(review.subject)} · stays for about {decimal(curve.stability)} days
        </small>
      </span>
      <span className={styles.when}>
        <time dateTime={next_review_date} title={dayOf(next_review_date)} data-due={due || undefined}>
          {due ? `due ${fromNow(next_review_date)}` : fromNow(next_review_date)}
        </time>
        <small>{recall === null ? 'recall not known' : `recall ${percent(recall)}`}</small>
      </span>
      {recall !== null && (
        <span className={styles.recall} aria-hidden="true">
          <span style={{ width: `${recall * 100}%` }} data-low={recall < 0.7 || undefined} />
        </span>
      )}
    </li>
  );
}
