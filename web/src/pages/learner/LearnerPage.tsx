import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import type { Learner } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { LearnerHeading } from '../../parts/LearnerHeading.tsx';
import { PageProblem } from '../../parts/PageProblem.tsx';
import { OriginTag } from '../../parts/Tag.tsx';
import { useLearnerName } from '../../parts/useLearnerName.ts';
import { useStanding } from '../../sign-in/useStanding.ts';
import { countryName, educationName, learnerName } from '../../words/names.ts';
import { KeyFigures } from './KeyFigures.tsx';
import styles from './LearnerPage.module.css';
import { LearningDna } from './LearningDna.tsx';
import { MasteryBySubject } from './MasteryBySubject.tsx';
import { Profile } from './Profile.tsx';
import { Reviews } from './Reviews.tsx';
import { Sessions } from './Sessions.tsx';
import { useRecordedDays } from './useRecordedDays.ts';
import { Wellness } from './Wellness.tsx';

export function LearnerPage() {
  const { id } = useParams({ from: '/learners/$id' });
  const query = useQuery(queries.learner(id));
  return (
    <Answered
      query={query}
      lines={8}
      expected={(error) => (
        <PageProblem title="This learner cannot be shown" error={error} onRetry={query.refetch} />
      )}
    >
      {(learner) => <Record key={id} learner={learner} />}
    </Answered>
  );
}

function Record({ learner }: { learner: Learner }) {
  const id = learner.user_id;
  const days = useRecordedDays(id);
  const { view } = useLearnerName(id);
  // Where nobody signs in, whoever looks may practise in the learner's place.
  const mayPractise = useStanding().kind === 'local' || view === 'own';
  // Teachers are shown what was learned and nothing else, so nothing else is asked for.
  const isWhole = view !== 'educator';
  const name = learnerName({ user_id: id, name: learner.profile.name, origin: learner.origin });
  const country = learner.profile.location?.country;
  return (
    <>
      <LearnerHeading
        id={id}
        place="record"
        title={name}
        {...(mayPractise && {
          actions: (
            <Button renderRoot={(props) => <Link to="/learners/$id/practice" params={{ id }} {...props} />}>
              Practise
            </Button>
          ),
        })}
      >
        {isWhole ? (
          <>
            {educationName(learner.profile.education_level)}
            {country !== undefined && ` · ${countryName(country)}`} <OriginTag kind={learner.origin.kind} />
          </>
        ) : (
          'Shared with you: subjects, concepts and results. It can be taken back at any time.'
        )}
      </LearnerHeading>
      <KeyFigures id={id} days={days} />
      <nav aria-label="On this page" className={styles.contents}>
        {isWhole && <a href="#dna">Learning DNA</a>}
        <a href="#sessions">Sessions</a>
        <a href="#mastery">Mastery</a>
        <a href="#reviews">Reviews</a>
        {isWhole && <a href="#wellness">Wellness</a>}
      </nav>
      <div className={styles.sections}>
        {isWhole && (
          <div className={styles.narrowWide}>
            <Profile learner={learner} />
            <LearningDna learner={learner} />
          </div>
        )}
        <Sessions id={id} days={days} />
        <MasteryBySubject id={id} />
        <div className={isWhole ? styles.halves : undefined}>
          <Reviews id={id} />
          {isWhole && <Wellness learner={learner} days={days} />}
        </div>
      </div>
    </>
  );
}
