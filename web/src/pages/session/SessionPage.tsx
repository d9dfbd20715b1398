import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import type { Session } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { LearnerCrumbs } from '../../parts/LearnerCrumbs.tsx';
import { More } from '../../parts/More.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { PageHeading } from '../../parts/PageHeading.tsx';
import { PageProblem } from '../../parts/PageProblem.tsx';
import { Section } from '../../parts/Section.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { type ConceptNames, useConceptNames } from '../../parts/useConceptNames.ts';
import { useLearnerName, type View } from '../../parts/useLearnerName.ts';
import { dayOf, timeOf } from '../../words/dates.ts';
import { sentence } from '../../words/names.ts';
import { count, counted, decimal, minutes } from '../../words/numbers.ts';
import { InteractionItem } from './InteractionItem.tsx';
import { Journey } from './Journey.tsx';
import styles from './SessionPage.module.css';

export function SessionPage() {
  const { id, sid } = useParams({ from: '/learners/$id/sessions/$sid' });
  const query = useQuery(queries.session(id, sid));
  return (
    <Answered
      query={query}
      lines={8}
      expected={(error) => (
        <PageProblem title="This session cannot be shown" error={error} onRetry={query.refetch} />
      )}
    >
      {(session) => <Shown id={id} session={session} />}
    </Answered>
  );
}

function Shown({ id, session }: { id: string; session: Session }) {
  const { session_context: about } = session;
  const names = useConceptNames(id, [about.subject]);
  const { view } = useLearnerName(id);
  const subject = names.subject(about.subject);
  return (
    <>
      <PageHeading
        title={subject}
        tab={`${subject}, ${dayOf(session.started_at)}`}
        over={<LearnerCrumbs id={id} />}
      >
        {dayOf(session.started_at)}, {timeOf(session.started_at)}
        {session.ended_at === undefined && ', still open'}
        {session.ended_at !== undefined &&
          session.ended_at !== session.started_at &&
          ` to ${timeOf(session.ended_at)}`}{' '}
        <Tag>{about.session_type}</Tag>
        {about.topics.length > 0 && ` ${about.topics.map((t) => names.topic(about.subject, t)).join(', ')}`}
      </PageHeading>
      <div className={styles.columns}>
        <Interactions id={id} session={session} names={names} view={view} />
        <div className={styles.side}>
          <Outcome session={session} names={names} view={view} />
          {/* Feelings are shown to no teacher. */}
          {view !== 'educator' && <Journey session={session} />}
        </div>
      </div>
    </>
  );
}

interface InteractionsProps {
  id: string;
  session: Session;
  names: ConceptNames;
  view: View;
}

function Interactions({ id, session, names, view }: InteractionsProps) {
  const query = useInfiniteQuery(queries.interactions(id, session.session_id));
  return (
    <Section title="What happened" lead="What was asked, answered and shown, in the order it was recorded.">
      <Answered query={query} lines={8}>
        {({ pages }) => {
          const interactions = pages.flatMap((page) => page.items);
          if (interactions.length === 0) {
            return (
              <Nothing title="No interactions kept">
                The source recorded the session as a whole, not what was asked and answered in it.
              </Nothing>
            );
          }
          return (
            <>
              <ol>
                {interactions.map((interaction) => (
                  <InteractionItem
                    key={interaction.interaction_id}
                    interaction={interaction}
                    technical={view === 'staff'}
                    conceptName={(concept) => names.concept(session.session_context.subject, concept)}
                  />
                ))}
              </ol>
              <More query={query}>Show what followed</More>
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

/** What the tutor took, for whoever pays for it. */
const costOf = ({ total_tokens_consumed: tokens, total_cost_usd: cost }: Session['ai_usage_analytics']) =>
  `, ${count(tokens)} tokens, $${cost.toFixed(3)}`;

function Outcome({ session, names, view }: { session: Session; names: ConceptNames; view: View }) {
  const { performance_metrics: score, ai_usage_analytics: tutor, learning_progress: learned } = session;
  const { areas_needing_more_work: gaps, next_session_recommendations: next } = session.session_outcome;
  const rating = session.session_outcome.user_satisfaction_rating;
  const named = (concepts: string[]) =>
    concepts.map((concept) => names.concept(session.session_context.subject, concept)).join(', ');
  const facts: [string, string][] = [
    [
      'Right answers',
      score.questions_attempted === 0
        ? 'Nothing assessed'
        : `${score.questions_correct} of ${score.questions_attempted} (${Math.round(score.accuracy_percentage)} %)`,
    ],
    [
      'Time for an answer',
      score.average_response_time_seconds === 0
        ? ''
        : `${decimal(score.average_response_time_seconds)} s on average`,
    ],
    ['Length', session.duration_minutes ? minutes(session.duration_minutes) : ''],
    ['Practised', named(learned.concepts_practiced)],
    ['Mastered', named(learned.concepts_mastered)],
    ['Needs more work', named(gaps)],
    ['Satisfaction', rating === undefined ? '' : `${rating} of 5`],
    [
      'Tutor',
      tutor.total_ai_queries === 0
        ? ''
        : `${counted(tutor.total_ai_queries, 'answer')}${view === 'staff' ? costOf(tutor) : ''}`,
    ],
    ['Next', next.map(sentence).join(' ')],
  ];
  return (
    <Section title="What came of it">
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}
