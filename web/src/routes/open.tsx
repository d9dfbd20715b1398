import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { known } from './entering.ts';
import { root } from './root.tsx';

const signIn = createRoute({
  getParentRoute: () => root,
  beforeLoad: known,
  path: '/sign-in',
  /** Where to go back to, and in which role the account is wanted there. */
  validateSearch: ({ to, as }: Record<string, unknown>): { to?: string; as?: 'guardian' } => ({
    ...(typeof to === 'string' && { to }),
    ...(as === 'guardian' && { as }),
  }),
  component: lazyRouteComponent(() => import('../pages/sign-in/SignInPage.tsx'), 'SignInPage'),
});

/** Pages for whoever is not signed in. */
export const openRoutes = [signIn] as const;
