import { ERRORS, type ErrorCode } from '../errors/table.ts';
import { ACTOR_HEADER, ACTOR_PATTERN, TICKET_HEADER, TICKET_PATTERN } from './caller.ts';
import { COMPONENTS } from './components.ts';
import { PROBLEM_TYPE } from './problem.ts';
import { type AnswerDeclaration, errorsOf, needsCaller, type Route, TAGS } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

const HEADERS = {
  RequestId: {
    description: 'Joins the answer to the log and the audit trail; a fitting one of the request is kept.',
    schema: { type: 'string' },
  },
  RetryAfter: { description: 'Seconds after which to ask again.', schema: { type: 'integer' } },
  ETag: { description: 'Tells this answer from what it is later.', schema: { type: 'string' } },
  Allow: { description: 'The methods this address takes.', schema: { type: 'string' } },
};

const CALLER_PARAMETER = {
  name: ACTOR_HEADER,
  in: 'header',
  required: false,
  description:
    'Who asks, where nobody has to sign in (MASTERX_SIGN_IN is `local`): `operator`, or `learner:<user_id>`. Refused elsewhere, and beside an access token.',
  schema: { type: 'string', pattern: ACTOR_PATTERN, default: 'operator' },
};

const TICKET_PARAMETER = {
  name: TICKET_HEADER,
  in: 'header',
  required: false,
  description:
    'The request of a person that somebody of the role `support` or `privacy_officer` works on: without it they see nobody’s account. It stands in the audit trail. For other roles it means nothing.',
  schema: { type: 'string', pattern: TICKET_PATTERN },
};

const ACCESS_TOKEN = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'An access token (RFC 9068) from `/v1/auth`: see docs/sign-in.md.',
};

const IF_MATCH_PARAMETER = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag of what was read: refused where it has changed since.',
  schema: { type: 'string' },
};

/** The OpenAPI 3.1 document of a table of routes. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'MasterX',
      version,
      summary: 'What a learning platform knows of its learners, and how it is kept.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: usedComponents(paths),
      parameters: { Caller: CALLER_PARAMETER, Ticket: TICKET_PARAMETER, IfMatch: IF_MATCH_PARAMETER },
      securitySchemes: { accessToken: ACCESS_TOKEN },
      headers: HEADERS,
    },
  };
}

function operation(route: Route): Json {
  const { operationId, tag, summary, isConditional, method } = route;
  const { body, bodyOptional, scope } = route;
  return {
    operationId,
    tags: [tag],
    summary,
    ...describedFor(route),
    parameters: [
      ...(needsCaller(route) && !scope
        ? ['Caller', 'Ticket'].map((name) => ({ $ref: `#/components/parameters/${name}` }))
        : []),
      ...parameters(route.params as Json, 'path'),
      ...parameters(route.query as Json, 'query'),
      ...(isConditional && method !== 'GET' ? [{ $ref: '#/components/parameters/IfMatch' }] : []),
    ],
    // Without a token where nobody has to sign in.
    security: needsCaller(route) ? (scope ? [{ accessToken: [scope] }] : [{ accessToken: [] }, {}]) : [],
    ...(body && {
      requestBody: { required: !bodyOptional, content: { [mediaTypeOf(route)]: { schema: body } } },
    }),
    responses: { ...successes(route), ...failures(errorsOf(route)) },
  };
}

function describedFor({ description, scope }: Route): Json {
  const forWhom = scope && `For services with the scope \`${scope}\`.`;
  const parts = [description, forWhom].filter((part) => part !== undefined);
  return parts.length > 0 ? { description: parts.join(' ') } : {};
}

/** What a body is sent as. */
const MEDIA_TYPES = {
  form: 'application/x-www-form-urlencoded',
  'merge-patch': 'application/merge-patch+json',
} as const;

const mediaTypeOf = ({ bodyType }: Route): string =>
  bodyType === undefined ? 'application/json' : MEDIA_TYPES[bodyType];

function parameters(schema: Json, place: 'path' | 'query'): Json[] {
  const required = (schema['required'] ?? []) as readonly string[];
  return Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Json>>).map(
    ([name, { description, ...type }]) => ({
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: type,
    }),
  );
}

function successes({ answers, isConditional }: Route): Json {
  return Object.fromEntries(
    Object.entries(answers).map(
      ([status, { description, schema, mediaType = 'application/json' }]: [string, AnswerDeclaration]) => [
        status,
        {
          description,
          headers: { ...requestId, ...(isConditional && { ETag: { $ref: '#/components/headers/ETag' } }) },
          ...(schema && { content: { [mediaType]: { schema } } }),
        },
      ],
    ),
  );
}

const requestId = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };

function failures(codes: readonly ErrorCode[]): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      String(status),
      {
        description: those.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join('\n\n'),
        headers: {
          ...requestId,
          ...(those.some((code) => ERRORS[code].retryable) && {
            'Retry-After': { $ref: '#/components/headers/RetryAfter' },
          }),
        },
        content: {
          [PROBLEM_TYPE]: {
            schema: {
              allOf: [{ $ref: '#/components/schemas/Problem' }],
              properties: { code: { enum: those }, status: { const: status } },
            },
          },
        },
      },
    ]),
  );
}

/** The components that are named, by the paths or by each other, in the order they are declared. */
function usedComponents(paths: unknown): Json {
  const used = new Set<string>();
  const waiting: unknown[] = [paths];
  while (waiting.length > 0) {
    for (const [, name = ''] of JSON.stringify(waiting.pop()).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      waiting.push(COMPONENTS[name] ?? null);
    }
  }
  return Object.fromEntries(Object.entries(COMPONENTS).filter(([name]) => used.has(name)));
}
