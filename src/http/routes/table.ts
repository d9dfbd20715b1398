import type { Route } from '../route.ts';
import { BILLING_ROUTES } from './billing.ts';
import { CONSENT_ROUTES } from './consents.ts';
import { CORRECTION_ROUTES } from './corrections.ts';
import { ENROLMENT_ROUTES } from './enrolment.ts';
import { EXPORT_ROUTES } from './export.ts';
import { FAMILY_ROUTES } from './families.ts';
import { GUARDIAN_REQUEST_ROUTES } from './guardian-requests.ts';
import { INSIGHT_ROUTES } from './insight.ts';
import { INTERACTION_ROUTES } from './interactions.ts';
import { LEARNER_ROUTES } from './learners.ts';
import { OWN_ACCOUNT_ROUTES } from './own-account.ts';
import { PLATFORM_ROUTES } from './platform.ts';
import { PRACTICE_ROUTES } from './practice.ts';
import { PROFILE_ROUTES } from './profiles.ts';
import { REGISTRATION_ROUTES } from './registration.ts';
import { REVIEW_ROUTES } from './reviews.ts';
import { SERVICE_ROUTES } from './service.ts';
import { SESSION_ROUTES } from './sessions.ts';
import { SIGN_IN_ROUTES } from './sign-in.ts';
import { SUBSCRIPTION_ROUTES } from './subscriptions.ts';
import { TOKEN_ROUTES } from './tokens.ts';
import { WARD_ROUTES } from './wards.ts';
import { WAYS_IN_ROUTES } from './ways-in.ts';

/** Every operation of the API. */
export const ROUTES: readonly Route[] = [
  ...SIGN_IN_ROUTES,
  ...ENROLMENT_ROUTES,
  ...OWN_ACCOUNT_ROUTES,
  ...TOKEN_ROUTES,
  ...REGISTRATION_ROUTES,
  ...GUARDIAN_REQUEST_ROUTES,
  ...WARD_ROUTES,
  ...LEARNER_ROUTES,
  ...CONSENT_ROUTES,
  ...SESSION_ROUTES,
  ...INTERACTION_ROUTES,
  ...CORRECTION_ROUTES,
  ...INSIGHT_ROUTES,
  ...REVIEW_ROUTES,
  ...PROFILE_ROUTES,
  ...EXPORT_ROUTES,
  ...SUBSCRIPTION_ROUTES,
  ...BILLING_ROUTES,
  ...FAMILY_ROUTES,
  ...PRACTICE_ROUTES,
  ...PLATFORM_ROUTES,
  ...WAYS_IN_ROUTES,
  ...SERVICE_ROUTES,
];
