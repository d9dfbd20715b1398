import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  Link,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { Waiting } from './parts/Answered.tsx';
import { PageHeading } from './parts/PageHeading.tsx';
import { ProblemNotice } from './parts/ProblemNotice.tsx';
import { Shell } from './parts/Shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage });

const choose = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/choose/ChoosePage.tsx'), 'ChoosePage'),
});

const learner = createRoute({
  getParentRoute: () => root,
  path: '/learners/$id',
  /** The subject whose concepts are open, and the concept of it, "topic/concept". */
  validateSearch: (search: Record<string, unknown>): { subject?: string; concept?: string } => {
    const { subject, concept } = search;
    if (typeof subject !== 'string') return {};
    return typeof concept === 'string' ? { subject, concept } : { subject };
  },
  component: lazyRouteComponent(() => import('./pages/learner/LearnerPage.tsx'), 'LearnerPage'),
});

const session = createRoute({
  getParentRoute: () => root,
  path: '/learners/$id/sessions/$sid',
  component: lazyRouteComponent(() => import('./pages/session/SessionPage.tsx'), 'SessionPage'),
});

const practice = createRoute({
  getParentRoute: () => root,
  path: '/learners/$id/practice',
  component: lazyRouteComponent(() => import('./pages/practice/PracticePage.tsx'), 'PracticePage'),
});

const accesses = createRoute({
  getParentRoute: () => root,
  path: '/learners/$id/accesses',
  component: lazyRouteComponent(() => import('./pages/accesses/AccessesPage.tsx'), 'AccessesPage'),
});

const platform = createRoute({
  getParentRoute: () => root,
  path: '/platform',
  component: lazyRouteComponent(() => import('./pages/platform/PlatformPage.tsx'), 'PlatformPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([choose, learner, session, practice, accesses, platform]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: () => <Waiting lines={8} />,
  defaultErrorComponent: ({ error, reset }: ErrorComponentProps) => (
    <ProblemNotice error={error} onRetry={reset} />
  ),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function NoSuchPage() {
  return (
    <PageHeading title="There is no such page">
      The address may be old or mistyped. <Link to="/">Choose a learner</Link> to go on.
    </PageHeading>
  );
}
