import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { AiQuota } from '../../parts/AiQuota.tsx';
import { Answered } from '../../parts/Answered.tsx';
import { LearnerHeading } from '../../parts/LearnerHeading.tsx';
import { Section } from '../../parts/Section.tsx';
import { useLearnerName } from '../../parts/useLearnerName.ts';
import styles from './FamilyPage.module.css';
import { Invitations } from './Invitations.tsx';
import { JoinForm } from './JoinForm.tsx';
import { Leave } from './Leave.tsx';
import { Members } from './Members.tsx';

/** Who shares a family plan: the one who holds it, or one who joined, or nobody yet. */
export function FamilyPage() {
  const { id } = useParams({ from: '/learners/$id/family' });
  const { isOwn, name } = useLearnerName(id);
  const family = useQuery(queries.family(id));
  const subscription = useQuery(queries.subscription(id));
  return (
    <>
      <LearnerHeading id={id} place="family" title={isOwn ? 'Your family' : `The family of ${name}`}>
        People who share one plan, and its questions to the tutor. Sharing a plan shows nobody what anybody
        else learns: whoever holds it sees names, and nothing more.
      </LearnerHeading>
      <Answered query={family} lines={6}>
        {({ role, members, people_max }) => (
          <div className={styles.sections}>
            {role === 'holder' && (
              <>
                <Members id={id} members={members} most={people_max} />
                <Invitations id={id} />
              </>
            )}
            {role === 'member' && <Leave id={id} />}
            {role === 'none' && <JoinForm id={id} />}
            <Section title={role === 'none' ? 'Your own plan' : 'What is shared'}>
              <Answered query={subscription} lines={2}>
                {({ ai_queries }) => <AiQuota ai={ai_queries} />}
              </Answered>
            </Section>
          </div>
        )}
      </Answered>
    </>
  );
}
