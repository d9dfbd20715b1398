import { pino } from 'pino';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { expect } from 'vitest';
import { createHttpService, type HttpService, type HttpServiceOptions } from '../../src/http/service.ts';
import type { Platform } from '../../src/platform.ts';
import { systemEntropy } from '../../src/std/random.ts';
import { ABOUT } from './about.ts';
import { newSessionDocument, newUser } from './examples.ts';
import type { TestPlatform } from './platform.ts';

/** One answer of the service. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever JSON came
  readonly body: any;
}

export interface HttpAsked {
  readonly actor?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The network address it comes from. */
  readonly from?: string;
  /** Instead of a JSON body. */
  readonly payload?: string | Buffer;
}

/** The service on a platform, with every answer held against the OpenAPI document. */
export interface TestHttpService {
  readonly service: HttpService;
  /** What was logged, line by line. */
  readonly lines: Record<string, unknown>[];
  ask(method: string, url: string, asked?: HttpAsked): Promise<HttpAnswer>;
  /** `GET /v1/learners/{user_id}: 200` and so on, of every answer that was held against the document. */
  readonly seen: ReadonlySet<string>;
  close(): Promise<void>;
}

export async function openTestService(
  platform: Platform,
  options: Partial<HttpServiceOptions> = {},
): Promise<TestHttpService> {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const config = { host: '127.0.0.1', port: 0 };
  const service = await createHttpService(platform, {
    ...{ config, logger, about: ABOUT },
    // Tests sign in more often than any class; those of the limit set their own.
    rateLimits: { credentials: { max: 10_000, windowMs: 60_000 } },
    ...options,
    // A machine that is busy with other tests must not refuse these.
    limits: { eventLoopDelayMsMax: 60_000, ...options.limits },
  });
  const contract = contractOf(JSON.parse((await service.inject('/openapi.json')).payload));
  return {
    service,
    lines,
    seen: contract.seen,
    close: () => service.close(),
    async ask(method, url, { actor, body, headers, payload, from } = {}) {
      const response = await service.inject({
        method: method as 'GET',
        url,
        ...(from !== undefined && { remoteAddress: from }),
        headers: {
          ...(actor !== undefined && { 'masterx-actor': actor }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(payload !== undefined && { payload }),
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      });
      const type = String(response.headers['content-type'] ?? '');
      const isJson = /^application\/(?:problem\+)?json\b/.test(type) && response.payload !== '';
      const answer: HttpAnswer = {
        status: response.statusCode,
        headers: response.headers,
        text: response.payload,
        body: isJson ? JSON.parse(response.payload) : undefined,
      };
      contract.check(method, url, answer);
      return answer;
    },
  };
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}

interface OpenApiOperation {
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: object }>> }>>;
}

/** Holds answers against an OpenAPI document. */
function contractOf(document: OpenApi) {
  const seen = new Set<string>();
  const compiled = new Map<string, Validator>();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
    })),
  );
  return {
    seen,
    check(method: string, url: string, { status, headers, body, text }: HttpAnswer): void {
      const [path = ''] = url.split('?', 1);
      expect(headers['x-request-id'], `${method} ${url} names its request`).toEqual(expect.any(String));
      const found = operations.find((one) => one.method === method && one.pattern.test(path));
      if (!found) return;
      const name = `${found.method} ${found.path}: ${status}`;
      const declared = found.operation.responses[status];
      expect(declared, `${name} is documented; it answered ${text.slice(0, 500)}`).toBeDefined();
      const [mediaType = '', content] = Object.entries(declared?.content ?? {})[0] ?? [];
      if (mediaType === '') {
        expect(text, `${name} has no body`).toBe('');
        seen.add(name);
        return;
      }
      expect(String(headers['content-type']), name).toContain(mediaType);
      if (!mediaType.endsWith('json')) {
        seen.add(name);
        return;
      }
      let validator = compiled.get(name);
      if (!validator) {
        validator = Compile({ ...content?.schema, components: document.components } as TSchema);
        compiled.set(name, validator);
      }
      const errors = validator.Check(body) ? [] : validator.Errors(body);
      expect({ name, errors }).toEqual({ name, errors: [] });
      seen.add(name);
    },
  };
}

/** A learner with an account, who asks for the learner's own path. */
export async function newHttpLearner({
  system,
}: TestPlatform): Promise<{ id: string; actor: string; at: string }> {
  const user = newUser(systemEntropy.uuid());
  await system.documents.collection('users').insert([user]);
  return { id: user.user_id, actor: `learner:${user.user_id}`, at: `/v1/learners/${user.user_id}` };
}

/** What a session can be about. */
export const contextOf = () => newSessionDocument(systemEntropy.uuid(), systemEntropy.uuid()).session_context;
