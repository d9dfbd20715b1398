import { HomeLink } from './HomeLink.tsx';
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
      <PageHeading title={title} over={<HomeLink />} />
      <ProblemNotice error={error} onRetry={() => void onRetry()} />
    </>
  );
}
