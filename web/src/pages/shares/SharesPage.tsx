import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { LearnerHeading } from '../../parts/LearnerHeading.tsx';
import { useLearnerName } from '../../parts/useLearnerName.ts';
import { FindEducator } from './FindEducator.tsx';
import { NewShare } from './NewShare.tsx';
import { ShareList } from './ShareList.tsx';
import styles from './SharesPage.module.css';

/** With which educators somebody shares what was learned; each chosen by name, each taken back with one click. */
export function SharesPage() {
  const { id } = useParams({ from: '/learners/$id/shares' });
  const { with: educator } = useSearch({ from: '/learners/$id/shares' });
  const navigate = useNavigate({ from: '/learners/$id/shares' });
  const { isOwn, name } = useLearnerName(id);
  const consents = useQuery(queries.consents(id));
  const isOpen = consents.data?.items.find(({ consent }) => consent === 'data_sharing')?.allowed;
  const choose = (chosen: string | null) =>
    void navigate({ search: chosen === null ? {} : { with: chosen }, resetScroll: false });
  return (
    <>
      <LearnerHeading
        id={id}
        place="shares"
        title={isOwn ? 'With whom you share' : `With whom ${name} shares`}
      >
        Teachers who are chosen here see the name, subjects, concepts and results. Never what was written,
        never feelings, never how to reach somebody.
      </LearnerHeading>
      <div className={styles.sections}>
        {isOpen === false && (
          <p className={styles.closed}>
            Showing teachers what was learned is switched off, so nobody who is chosen here sees anything.{' '}
            <Link to="/learners/$id/consents" params={{ id }}>
              Change that under Choices
            </Link>
          </p>
        )}
        {educator !== undefined && (
          <NewShare
            key={educator}
            id={id}
            educatorId={educator}
            isOpen={isOpen === true}
            onDone={() => choose(null)}
          />
        )}
        <ShareList id={id} />
        {educator === undefined && <FindEducator onFound={choose} />}
      </div>
    </>
  );
}
