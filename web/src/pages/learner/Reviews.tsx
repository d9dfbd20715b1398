import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { ReviewDue } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { More } from '../../parts/More.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { Section } from '../../parts/Section.tsx';
import { type ConceptNames, useConceptNames } from '../../parts/useConceptNames.ts';
import { dayOf, fromNow } from '../../words/dates.ts';
import { decimal, percent } from '../../words/numbers.ts';
import styles from './Reviews.module.css';
import { isDue, reviewsUntil } from './reviews.ts';

const ROWS_AT_FIRST = 7;

export function Reviews({ id }: { id: string }) {
  const query = useInfiniteQuery(queries.reviewsDue(id, reviewsUntil()));
  const [all, setAll] = useState(false);
  const reviews = query.data?.pages.flatMap((page) => page.items) ?? [];
  const names = useConceptNames(id, [...new Set(reviews.map(({ subject }) => subject))]);
  return (
    <Section
      id="reviews"
      title="Reviews due"
      lead="Each concept comes back shortly before it would be forgotten, by its own forgetting curve."
    >
      <Answered query={query} lines={6}>
        {() =>
          reviews.length === 0 ? (
            <Nothing title="Nothing due this week">
              The next reviews follow once more has been practised.
            </Nothing>
          ) : (
            <>
              <ol className={styles.reviews}>
                {reviews.slice(0, all ? undefined : ROWS_AT_FIRST).map((review) => (
                  <Row
                    key={`${review.subject}/${review.topic}/${review.concept}`}
                    review={review}
                    names={names}
                  />
                ))}
              </ol>
              {!all && reviews.length > ROWS_AT_FIRST ? (
                <Button variant="default" mt="md" onClick={() => setAll(true)}>
                  {`Show all ${reviews.length}${query.hasNextPage ? ' and more' : ''}`}
                </Button>
              ) : (
                <More query={query}>Show more reviews</More>
              )}
            </>
          )
        }
      </Answered>
    </Section>
  );
}

function Row({ review, names }: { review: ReviewDue; names: ConceptNames }) {
  const { next_review_date, forgetting_curve_parameters: curve } = review.spaced_repetition_data;
  const due = isDue(review);
  const recall = review.retrievability;
  return (
    <li className={styles.review}>
      <span>
        <strong>{names.concept(review.subject, review.concept)}</strong>
        <small>
          {names.subject(review.subject)} · stable for {decimal(curve.stability)} days
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
