import { createRootRoute, Link } from '@tanstack/react-router';
import { PageHeading } from '../parts/PageHeading.tsx';
import { Shell } from '../parts/Shell.tsx';

export const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage });

function NoSuchPage() {
  return (
    <PageHeading title="There is no such page">
      The address may be old or mistyped. <Link to="/">Back to the beginning</Link>
    </PageHeading>
  );
}
