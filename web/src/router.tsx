import { createRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Waiting } from './parts/Answered.tsx';
import { ProblemNotice } from './parts/ProblemNotice.tsx';
import { routeTree } from './routes/tree.tsx';

export const router = createRouter({
  routeTree,
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
