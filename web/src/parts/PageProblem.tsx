import { Link } from '@tanstack/react-router';
import { PageHeading } from './PageHeading.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';

/** A page that could not be had at all: still a page, with a heading and a way back. */
export function PageProblem({
  title,
  error,
  onRetry,
}: {
  title: string;
  error: Error;
  onRetry: () => unknown;
}) {
  return (
    <>
      <PageHeading title={title} over={<Link to="/">Learners</Link>} />
      <ProblemNotice error={error} onRetry={() => void onRetry()} />
    </>
  );
}
