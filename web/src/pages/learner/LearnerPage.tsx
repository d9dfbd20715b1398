import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import type { Learner } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { LearnerHeading } from '../../parts/LearnerHeading.tsx';
import { PageProblem } from '../../parts/PageProblem.tsx';
import { OriginTag } from '../../parts/Tag.tsx';
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
  const standing = useStanding();
  // Where nobody signs in, whoever looks may practise in the learner's place.
  const mayPractise = standing.kind === 'local' || (standing.kind === 'signed-in' && standing.userId === id);
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
        {educationName(learner.profile.education_level)}
        {country !== undefined && ` · ${countryName(country)}`} <OriginTag kind={learner.origin.kind} />
      </LearnerHeading>
      <KeyFigures id={id} days={days} />
      <nav aria-label="On this page" className={styles.contents}>
        <a href="#dna">Learning DNA</a>
        <a href="#sessions">Sessions</a>
        <a href="#mastery">Mastery</a>
        <a href="#reviews">Reviews</a>
        <a href="#wellness">Wellness</a>
      </nav>
      <div className={styles.sections}>
        <div className={styles.narrowWide}>
          <Profile learner={learner} />
          <LearningDna learner={learner} />
        </div>
        <Sessions id={id} days={days} />
        <MasteryBySubject id={id} />
        <div className={styles.halves}>
          <Reviews id={id} />
          <Wellness learner={learner} days={days} />
        </div>
      </div>
    </>
  );
}
