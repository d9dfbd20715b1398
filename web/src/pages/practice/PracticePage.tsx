import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { startPractice } from '../../api/practice.ts';
import { queries } from '../../api/queries.ts';
import type { Subject } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { LearnerCrumbs } from '../../parts/LearnerCrumbs.tsx';
import { PageHeading } from '../../parts/PageHeading.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Round } from './Round.tsx';
import { SubjectChoice } from './SubjectChoice.tsx';

/** Ten questions on a subject, and beside them what became of each answer. */
export function PracticePage() {
  const { id } = useParams({ from: '/learners/$id/practice' });
  const learner = useQuery(queries.learner(id));
  const subjects = useQuery(queries.practiceSubjects(id));
  const start = useMutation({ mutationFn: (subject: Subject) => startPractice(id, subject) });

  const subject = subjects.data?.items.find((one) => one.subject === start.data?.subject);
  return (
    <>
      <PageHeading
        title={subject === undefined ? 'Practise' : `Practise ${subject.name}`}
        over={<LearnerCrumbs id={id} />}
      >
        {start.data === undefined &&
          'Ten questions, one at a time. Each answer is stored as it is given, and you see what is stored.'}
      </PageHeading>
      <Answered query={subjects} lines={6}>
        {({ items }) =>
          start.data === undefined ? (
            <>
              {start.error !== null && (
                <ProblemNotice error={start.error} onRetry={() => start.mutate(start.variables)} />
              )}
              <SubjectChoice
                subjects={items}
                favourites={learner.data?.profile.subjects_of_interest ?? []}
                starting={start.isPending ? start.variables : undefined}
                onChoose={(chosen) => start.mutate(chosen)}
              />
            </>
          ) : (
            <Round
              key={start.data.session_id}
              id={id}
              round={start.data}
              conceptName={(concept) =>
                subject?.concepts.find((one) => one.concept === concept)?.name ?? concept.replace(/_/g, ' ')
              }
              onAgain={() => start.reset()}
            />
          )
        }
      </Answered>
    </>
  );
}
