import { Link } from '@tanstack/react-router';
import { HomeLink } from './HomeLink.tsx';
import { useLearnerName } from './useLearnerName.ts';

/** The way back from a page below a learner's record. */
export function LearnerCrumbs({ id }: { id: string }) {
  const { isOwn, name } = useLearnerName(id);
  const record = (
    <Link to="/learners/$id" params={{ id }}>
      {isOwn ? 'My record' : name}
    </Link>
  );
  return isOwn ? (
    record
  ) : (
    <>
      <HomeLink /> / {record}
    </>
  );
}
