/** What a plan gives, and for how long it can be tried. */
export interface Plan {
  readonly description: string;
  /** AI queries in a period of a month, shared by everybody the plan covers. */
  readonly aiQueriesMax: number;
  /** People the plan covers, the one who holds it included. */
  readonly peopleMax: number;
  /** Whether somebody pays for it; then it ends unless it is renewed. */
  readonly isPaid: boolean;
  /** Days it can be tried, once for each account; 0 where it cannot. */
  readonly trialDays: number;
}

/** Every plan there is, with its limits: the one place where they stand. */
export const PLANS = {
  free: {
    description: 'For everybody, without an end.',
    aiQueriesMax: 300,
    peopleMax: 1,
    isPaid: false,
    trialDays: 0,
  },
  premium: {
    description: 'For one person.',
    aiQueriesMax: 3_000,
    peopleMax: 1,
    isPaid: true,
    trialDays: 14,
  },
  family: {
    description: 'For up to six people who share what it gives.',
    aiQueriesMax: 6_000,
    peopleMax: 6,
    isPaid: true,
    trialDays: 14,
  },
} as const satisfies Record<string, Plan>;

export type PlanName = keyof typeof PLANS;

export const PLAN_NAMES = Object.keys(PLANS) as readonly PlanName[];

/** Most people that any plan covers. */
export const PEOPLE_MAX = Math.max(...Object.values(PLANS).map(({ peopleMax }) => peopleMax));
