import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { keeper } from '../sign-in/here.ts';
import { homeOf } from '../sign-in/whereTo.ts';
import { entering } from './entering.ts';
import { root } from './root.tsx';

const choose = createRoute({
  getParentRoute: () => root,
  path: '/',
  /** Only who may see a list of learners begins with it. */
  beforeLoad: async (context) => {
    await entering(context);
    const home = homeOf(await keeper.known());
    if (home !== '/') throw redirect({ to: home, replace: true });
  },
  component: lazyRouteComponent(() => import('../pages/choose/ChoosePage.tsx'), 'ChoosePage'),
});

const learner = createRoute({
  getParentRoute: () => root,
  beforeLoad: entering,
  path: '/learners/$id',
  /** The subject whose concepts are open, and the concept of it, "topic/concept". */
  validateSearch: (search: Record<string, unknown>): { subject?: string; concept?: string } => {
    const { subject, concept } = search;
    if (typeof subject !== 'string') return {};
    return typeof concept === 'string' ? { subject, concept } : { subject };
  },
  component: lazyRouteComponent(() => import('../pages/learner/LearnerPage.tsx'), 'LearnerPage'),
});

const session = createRoute({
  getParentRoute: () => root,
  beforeLoad: entering,
  path: '/learners/$id/sessions/$sid',
  component: lazyRouteComponent(() => import('../pages/session/SessionPage.tsx'), 'SessionPage'),
});

const practice = createRoute({
  getParentRoute: () => root,
  beforeLoad: entering,
  path: '/learners/$id/practice',
  component: lazyRouteComponent(() => import('../pages/practice/PracticePage.tsx'), 'PracticePage'),
});

const accesses = createRoute({
  getParentRoute: () => root,
  beforeLoad: entering,
  path: '/learners/$id/accesses',
  component: lazyRouteComponent(() => import('../pages/accesses/AccessesPage.tsx'), 'AccessesPage'),
});

const consents = createRoute({
  getParentRoute: () => root,
  beforeLoad: entering,
  path: '/learners/$id/consents',
  component: lazyRouteComponent(() => import('../pages/consents/ConsentsPage.tsx'), 'ConsentsPage'),
});

const shares = createRoute({
  getParentRoute: () => root,
  beforeLoad: entering,
  path: '/learners/$id/shares',
  /** The educator somebody is about to share with. */
  validateSearch: ({ with: educator }: Record<string, unknown>): { with?: string } =>
    typeof educator === 'string' ? { with: educator } : {},
  component: lazyRouteComponent(() => import('../pages/shares/SharesPage.tsx'), 'SharesPage'),
});

const family = createRoute({
  getParentRoute: () => root,
  beforeLoad: entering,
  path: '/learners/$id/family',
  component: lazyRouteComponent(() => import('../pages/family/FamilyPage.tsx'), 'FamilyPage'),
});

const educator = createRoute({
  getParentRoute: () => root,
  beforeLoad: entering,
  path: '/educator',
  component: lazyRouteComponent(() => import('../pages/educator/EducatorPage.tsx'), 'EducatorPage'),
});

/** Where the link of an educator leads: guardians choose for whom, everybody else decides about themselves. */
const share = createRoute({
  getParentRoute: () => root,
  path: '/share/$educator',
  beforeLoad: async (context) => {
    await entering(context);
    const standing = await keeper.known();
    const search = { with: context.params.educator };
    if (standing.kind !== 'signed-in') throw redirect({ to: '/', replace: true });
    if (standing.role === 'guardian') throw redirect({ to: '/guardian', search, replace: true });
    throw redirect({ to: '/learners/$id/shares', params: { id: standing.userId }, search, replace: true });
  },
});

const settings = createRoute({
  getParentRoute: () => root,
  beforeLoad: entering,
  path: '/learners/$id/settings',
  component: lazyRouteComponent(() => import('../pages/settings/SettingsPage.tsx'), 'SettingsPage'),
});

/** Where mails lead to, whoever opens them. */
const ownSettings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: async (context) => {
    await entering(context);
    const standing = await keeper.known();
    throw standing.kind === 'signed-in'
      ? redirect({ to: '/learners/$id/settings', params: { id: standing.userId }, replace: true })
      : redirect({ to: '/', replace: true });
  },
});

const platform = createRoute({
  getParentRoute: () => root,
  beforeLoad: entering,
  path: '/platform',
  component: lazyRouteComponent(() => import('../pages/platform/PlatformPage.tsx'), 'PlatformPage'),
});

/** Pages for those who signed in. */
export const guardedRoutes = [
  choose,
  learner,
  session,
  practice,
  accesses,
  consents,
  shares,
  family,
  educator,
  share,
  settings,
  ownSettings,
  platform,
] as const;
