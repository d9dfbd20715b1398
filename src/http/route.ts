import Type, { type Static, type TObject, type TProperties, type TSchema } from 'typebox';
import type { ServiceDirectory } from '../access/service-certificates.ts';
import type { Page } from '../documents/parts.ts';
import type { ErrorCode } from '../errors/table.ts';
import type { ActorPlatform, Platform } from '../platform.ts';
import type { ServiceScope } from '../schema/vocabulary/service-scopes.ts';
import type { CertificateFacts } from '../transport/certificate.ts';
import { HTTP_LIMITS } from './bounds.ts';
import type { RateLimits } from './rate-limits.ts';
import type { SignInMode } from './sign-in-mode.ts';

/** What the service was told of itself when it was made. */
export interface About {
  readonly version: string;
  readonly database: { readonly engine: string; readonly version: string };
  readonly cache: { readonly engine: string; readonly note: string };
}

/** What a handler may reach besides the platform as its caller. */
export interface Surroundings {
  readonly platform: Platform;
  readonly about: About;
  /** The URL the service is reached at. */
  readonly listensOn: () => string;
  /** Who may ask. */
  readonly signInMode: SignInMode;
  /** Finds the service a client certificate belongs to. */
  readonly services: ServiceDirectory;
  /** Counts requests by whoever makes them. */
  readonly rates: RateLimits;
}

/** What a request shows of whoever sent it. Personal: it goes into no log. */
export interface Asking {
  readonly requestId: string;
  /** The network address it came from. */
  readonly address: string;
  /** What the program that asks says of itself (`User-Agent`). */
  readonly device: string | null;
  /** The header Cookie. */
  readonly cookies: string;
  /** The header If-Match; null where there is none. */
  readonly ifMatch: string | null;
  /** The header Authorization. */
  readonly authorization: string | null;
  /** Whether it came over TLS. */
  readonly isEncrypted: boolean;
  /** The client certificate that was shown and verified; only the listener for services asks for one. */
  readonly certificate: CertificateFacts | null;
}

/** One request, read and checked. */
export interface Call<P, Q, B> {
  /** The platform as the caller may use it. @throws MasterXError `not_signed_in` on routes that ask for no caller. */
  readonly platform: ActorPlatform;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly around: Surroundings;
  readonly asking: Asking;
}

export interface Answer {
  readonly status: 200 | 201 | 202 | 204;
  /** Nothing with status 204. */
  readonly body?: unknown;
  /** `application/json` unless said otherwise; then the body is a text. */
  readonly mediaType?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** What a status of success answers with. */
export interface AnswerDeclaration {
  readonly description: string;
  /** Of the body; absent with status 204, which has none. */
  readonly schema?: TSchema;
  readonly mediaType?: string;
}

export const TAGS = {
  auth: 'Signing in, going on with it, and ending it.',
  learners: 'Accounts and how their learners learn.',
  registration: 'Registering, addresses, and links that work once.',
  guardians: 'Guardians, their consent, and the learners in their care.',
  consents: 'What learners decide about the use of their data, and with whom they share it.',
  sessions: 'What learners did, as it was recorded.',
  corrections: 'What was recorded wrongly, or is to be taken back.',
  insight: 'What is known of a learner: mastery, reviews, feelings.',
  profile: 'What people say of themselves, how they want it, and what they show to others.',
  subscription: 'Plans, and the AI queries they give.',
  billing: 'What services that were connected for it do with plans and AI queries.',
  practice: 'Questions to practise with, marked and recorded.',
  platform: 'The platform itself, for whoever runs it.',
  service: 'Signs of life, for machines.',
} as const;

/** What a route can be asked with. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

interface Declared {
  readonly method: (typeof METHODS)[number];
  /** As OpenAPI writes it: `/v1/learners/{user_id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly description?: string;
  /**
   * `public`: asked by whoever has not signed in; `machine`: likewise, and never refused for load; `monitor`: never refused for
   * load either, and by a caller.
   */
  readonly audience?: 'caller' | 'public' | 'machine' | 'monitor';
  /** Asked by services that were connected with this scope, and by nobody else; the operation sees to it. */
  readonly scope?: ServiceScope;
  /**
   * How often one address may ask in a minute, where that is less than for everything: it hands over what could be
   * guessed. By default that is so of whatever is `public` and changes something.
   */
  readonly perMinuteMax?: number;
  /** `form`: a standard demands it; `merge-patch`: RFC 7396, also taken as plain JSON; JSON unless said. */
  readonly bodyType?: 'form' | 'merge-patch';
  readonly answers: Readonly<Partial<Record<Answer['status'], AnswerDeclaration>>>;
  /** Answers with an ETag, and changes with If-Match only what still has it. */
  readonly isConditional?: true;
  /** What it can answer besides `COMMON_ERRORS`. */
  readonly errors: readonly ErrorCode[];
}

/** One row of the table of routes. Fastify's routes, the OpenAPI document and the readable page are made from it. */
export interface Route extends Declared {
  readonly params: TSchema;
  readonly query: TSchema;
  readonly body: TSchema | null;
  /** Whether the body may be left out. */
  readonly bodyOptional: boolean;
  handle(call: Call<unknown, unknown, unknown>): Promise<Answer>;
}

/** Every operation may answer these. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  'validation_failed',
  'malformed_request',
  'not_signed_in',
  'token_refused',
  'access_denied',
  'too_many_requests',
  'audit_unavailable',
  'keys_unavailable',
  'store_unavailable',
  'overloaded',
  'ciphertext_refused',
  'internal',
];

/** Those that say of a caller that there is none. */
const CALLER_ERRORS: ReadonlySet<ErrorCode> = new Set(['not_signed_in', 'token_refused']);

/** What an operation with a body may answer as well. */
export const BODY_ERRORS: readonly ErrorCode[] = ['body_too_large', 'unsupported_media_type'];

interface Declaration<P extends TProperties, Q extends TProperties, B extends TSchema> extends Declared {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly bodyOptional?: true;
  handle(call: Call<Static<TObject<P>>, Static<TObject<Q>>, Static<B>>): Promise<Answer>;
}

const CLOSED = { additionalProperties: false };

/** How often one address may ask in a minute, where it hands over credentials; undefined where it does not. */
export function credentialsPerMinuteMax({ perMinuteMax, audience, method }: Route): number | undefined {
  if (perMinuteMax !== undefined) return perMinuteMax;
  return audience === 'public' && method !== 'GET' ? HTTP_LIMITS.guessesPerMinuteMax : undefined;
}

/** Declares a route; its handler gets what its schemas describe. */
export function route<
  P extends TProperties = Record<never, TSchema>,
  Q extends TProperties = Record<never, TSchema>,
  B extends TSchema = TSchema,
>(declaration: Declaration<P, Q, B>): Route {
  const { params, query, body = null, bodyOptional = false, handle, ...declared } = declaration;
  return {
    ...declared,
    params: Type.Object(params ?? {}, CLOSED),
    query: Type.Object(query ?? {}, CLOSED),
    body,
    bodyOptional,
    // What arrives was checked by these very schemas.
    handle: (call) => handle(call as Call<Static<TObject<P>>, Static<TObject<Q>>, Static<B>>),
  };
}

/** Whether it is answered under load as well: a busy service has to be watched, and is none that should be restarted. */
export function isAnsweredUnderLoad({ audience }: Pick<Route, 'audience'>): boolean {
  return audience === 'machine' || audience === 'monitor';
}

/** Whether whoever asks has to be known. */
export function needsCaller({ audience = 'caller' }: Pick<Route, 'audience'>): boolean {
  return audience === 'caller' || audience === 'monitor';
}

/** Every error code an operation can answer. */
export function errorsOf({ errors, body, audience }: Route): readonly ErrorCode[] {
  if (audience === 'machine') {
    return ['validation_failed', 'malformed_request', 'access_denied', 'overloaded', 'internal', ...errors];
  }
  const common =
    audience === 'public' ? COMMON_ERRORS.filter((code) => !CALLER_ERRORS.has(code)) : COMMON_ERRORS;
  return [...new Set([...common, ...(body ? BODY_ERRORS : []), ...errors])];
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
/** What was asked for will be done. */
export const accepted = (body: unknown): Answer => ({ status: 202, body });
/** It is done, and there is nothing to say of it. */
export const noContent = (): Answer => ({ status: 204 });

/** A page as every list answers it. */
export const paged = <T>({ items, nextCursor }: Page<T>): Answer => ok({ items, next_cursor: nextCursor });

/** A list that is answered as a whole. */
export const listed = (items: readonly unknown[]): Answer => ok({ items, next_cursor: null });
