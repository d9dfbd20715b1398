import { useInfiniteQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Copyable } from '../../parts/Copyable.tsx';
import { More } from '../../parts/More.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { PageHeading } from '../../parts/PageHeading.tsx';
import { Section } from '../../parts/Section.tsx';
import { useStanding } from '../../sign-in/useStanding.ts';
import styles from './EducatorPage.module.css';
import { SharedLearner } from './SharedLearner.tsx';

/** The learners who share with an educator, and how others come to. */
export function EducatorPage() {
  const standing = useStanding();
  if (standing.kind !== 'signed-in' || standing.role !== 'educator') return <Navigate to="/" replace />;
  return (
    <>
      <PageHeading title="My learners">
        Who chose to share with you, and how it goes. You see subjects, concepts and results; never what was
        written, and never feelings. Whoever shares can take it back at any time, and then is no longer here.
      </PageHeading>
      <div className={styles.sections}>
        <Learners self={standing.userId} />
        <Section
          title="Be chosen"
          lead="Learners choose you, not you them. Give this to those you teach: it leads to a page that says who you are, and asks whether they want to share."
        >
          <div className={styles.number}>
            <Copyable label="Link for your learners" text={linkOf(standing.userId)} />
            <Copyable label="Or your number, to be typed in" text={standing.userId} />
          </div>
        </Section>
      </div>
    </>
  );
}

const linkOf = (educatorId: string) => `${window.location.origin}/share/${educatorId}`;

function Learners({ self }: { self: string }) {
  const query = useInfiniteQuery(queries.sharedLearners(self));
  return (
    <Answered query={query} lines={6}>
      {({ pages }) => {
        // Where nobody shares, what an educator may list is the educator alone.
        const learners = pages.flatMap(({ items }) => items).filter(({ user_id }) => user_id !== self);
        return learners.length === 0 && !query.hasNextPage ? (
          <Nothing title="Nobody shares with you yet">
            As soon as somebody opens your link and says yes, you find them here.
          </Nothing>
        ) : (
          <>
            <ul className={styles.learners} aria-label="Learners who share with me">
              {learners.map((learner) => (
                <li key={learner.user_id}>
                  <SharedLearner learner={learner} />
                </li>
              ))}
            </ul>
            <More query={query}>Show more learners</More>
          </>
        );
      }}
    </Answered>
  );
}
