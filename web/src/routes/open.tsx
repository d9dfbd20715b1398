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

const register = createRoute({
  getParentRoute: () => root,
  beforeLoad: known,
  path: '/register',
  component: lazyRouteComponent(() => import('../pages/register/RegisterPage.tsx'), 'RegisterPage'),
});

const verifyAddress = createRoute({
  getParentRoute: () => root,
  beforeLoad: known,
  path: '/verify-address',
  component: lazyRouteComponent(() => import('../pages/links/VerifyAddressPage.tsx'), 'VerifyAddressPage'),
});

const confirmAddress = createRoute({
  getParentRoute: () => root,
  beforeLoad: known,
  path: '/confirm-address',
  component: lazyRouteComponent(() => import('../pages/links/ConfirmAddressPage.tsx'), 'ConfirmAddressPage'),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  beforeLoad: known,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('../pages/links/ResetPasswordPage.tsx'), 'ResetPasswordPage'),
});

const setPassword = createRoute({
  getParentRoute: () => root,
  beforeLoad: known,
  path: '/set-password',
  component: lazyRouteComponent(() => import('../pages/links/SetPasswordPage.tsx'), 'SetPasswordPage'),
});

const guardian = createRoute({
  getParentRoute: () => root,
  beforeLoad: known,
  path: '/guardian',
  /** The educator a child's learning is to be shared with, on the way to the child's page. */
  validateSearch: ({ with: educator }: Record<string, unknown>): { with?: string } =>
    typeof educator === 'string' ? { with: educator } : {},
  component: lazyRouteComponent(() => import('../pages/guardian/GuardianPage.tsx'), 'GuardianPage'),
});

const guardianConfirm = createRoute({
  getParentRoute: () => root,
  beforeLoad: known,
  path: '/guardian-confirm',
  component: lazyRouteComponent(
    () => import('../pages/guardian/ConfirmConsentPage.tsx'),
    'ConfirmConsentPage',
  ),
});

/** Pages for whoever is not signed in. */
export const openRoutes = [
  signIn,
  register,
  verifyAddress,
  confirmAddress,
  resetPassword,
  setPassword,
  guardian,
  guardianConfirm,
] as const;
