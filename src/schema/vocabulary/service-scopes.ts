/** What a client of the API can be given: each scope is rows of the policy table for the role `service`. */
export const SERVICE_SCOPES = {
  'learning:read': 'Read what learners did and what is known of it.',
  'learning:write': 'Record what learners did.',
  'accounts:read': 'Read accounts.',
  'subscriptions:write': 'Change plans, such as a billing system does.',
  'ai-queries:count': 'Count AI queries, such as a tutor does.',
  'concepts:read': 'Read concepts and their names.',
  'concepts:write': 'Keep concepts and their names.',
  'metrics:read': 'Read measurements of the platform, such as a monitor does.',
  'statistics:read': 'Read figures over many learners.',
} as const;

export type ServiceScope = keyof typeof SERVICE_SCOPES;

export const SERVICE_SCOPE_NAMES = Object.keys(SERVICE_SCOPES) as readonly ServiceScope[];
