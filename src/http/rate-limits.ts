import { isIPv6, SocketAddress } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { MasterXError } from '../errors/error.ts';
import { minutes } from '../std/durations.ts';
import type { RateCounters, RateLimit, RateState } from '../stores/rates/port.ts';
import { HTTP_LIMITS } from './bounds.ts';

/** What is counted, and by whom. */
export const RATES = {
  /** Requests of an address, or of a network of IPv6: a school may stand behind one. It stops loops that ran away. */
  address: { max: 6_000, windowMs: minutes(1) },
  /** Requests of one account: far above what pages ask for. */
  account: { max: 3_000, windowMs: minutes(1) },
  /** Requests of a service, which asks for many. */
  service: { max: 30_000, windowMs: minutes(1) },
  /** Requests of an address to one route that takes credentials, unless the route says how many. */
  credentials: { max: HTTP_LIMITS.guessesPerMinuteMax, windowMs: minutes(1) },
} as const satisfies Record<string, RateLimit>;

type RateName = keyof typeof RATES;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Never refused for its rate or for load. */
    rate?: 'none';
    /** Takes credentials: counted by itself as well. */
    perMinuteMax?: number;
  }
}

/** Counts requests by address and by account, and refuses those that come too often. */
export class RateLimits {
  readonly #counters: RateCounters;
  readonly #given: Partial<Record<RateName, RateLimit>>;

  constructor(counters: RateCounters, rates: Partial<Record<RateName, RateLimit>> = {}) {
    this.#counters = counters;
    this.#given = rates;
  }

  /** Counts every request by its address, before anything else is done for it. */
  guard(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => {
      const { config, method, url } = request.routeOptions;
      if (config.rate === 'none') return;
      const from = networkOf(request.ip);
      await this.#take('address', from, reply);
      const { perMinuteMax } = config;
      if (perMinuteMax === undefined) return;
      const limit = this.#given.credentials ?? { max: perMinuteMax, windowMs: minutes(1) };
      await this.#take('credentials', `${String(method)} ${url}:${from}`, reply, limit);
    });
  }

  /** Counts a request by whoever made it. @throws MasterXError `too_many_requests` */
  async account({ role, id }: Actor, reply: FastifyReply): Promise<void> {
    await this.#take(role === 'service' ? 'service' : 'account', `${role}:${id}`, reply);
  }

  async #take(
    name: RateName,
    key: string,
    reply: FastifyReply,
    limit: RateLimit = this.#given[name] ?? RATES[name],
  ): Promise<void> {
    const state = await this.#counters.take(`${name}:${key}`, limit);
    tell(reply, name, limit, state);
    if (state.allowed) return;
    throw new MasterXError('too_many_requests', {
      retryAfterSeconds: Math.max(1, Math.ceil(state.retryMs / 1000)),
    });
  }
}

/** Says how it stands (draft-ietf-httpapi-ratelimit-headers): q requests in w seconds, r left, all again after t seconds. */
function tell(reply: FastifyReply, name: RateName, { max, windowMs }: RateLimit, state: RateState): void {
  const { remaining, resetMs } = state;
  append(reply, 'RateLimit-Policy', `"${name}";q=${max};w=${Math.ceil(windowMs / 1000)}`);
  append(reply, 'RateLimit', `"${name}";r=${remaining};t=${Math.ceil(resetMs / 1000)}`);
}

function append(reply: FastifyReply, header: string, item: string): void {
  const before = reply.getHeader(header);
  reply.header(header, before === undefined ? item : `${String(before)}, ${item}`);
}

const GROUPS_OF_A_NETWORK = 4;

/** An address as it is counted: whoever has one of IPv6 has a network of 64 bits full of them. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (plain !== address) return plain;
  const { address: short } = new SocketAddress({ address, family: 'ipv6' });
  const [head = '', tail = ''] = short.split('::');
  const [first, last] = [head, tail].map((part) => part.split(':').filter((group) => group !== ''));
  const missing = short.includes('::') ? 8 - (first?.length ?? 0) - (last?.length ?? 0) : 0;
  const groups = [...(first ?? []), ...Array.from({ length: missing }, () => '0'), ...(last ?? [])];
  return `${groups.slice(0, GROUPS_OF_A_NETWORK).join(':')}::/64`;
}
