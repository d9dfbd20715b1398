import { KiB } from '../std/bytes.ts';
import { seconds } from '../std/durations.ts';

/** Limits of the HTTP service alone; those of every room stand in `src/std/limits.ts`. */
export const HTTP_LIMITS = {
  /** Passwords and codes that one address may send in a minute: a school has one address. */
  guessesPerMinuteMax: 120,
  /** Tokens that one address may ask for in a minute. */
  tokensPerMinuteMax: 600,
  /** Requests that may be under way at once. */
  requestsUnderWayMax: 256,
  /** Of those, requests that hand over credentials: whatever they cost, others find a place. */
  credentialsUnderWayMax: 128,
  /** Open connections of a listener, and those that may wait to be taken: what the system turns away tries again for seconds. */
  connectionsMax: 2_048,
  /** Of those, connections of one address, besides proxies and this machine. */
  connectionsPerAddressMax: 256,
  /** Mean delay of the event loop, over a sample, above which new work is refused: saturation, not one stall. */
  eventLoopDelayMsMax: 1_000,
  eventLoopSampleMs: seconds(5),
  /** Time for a request to arrive as a whole. */
  requestMsMax: seconds(30),
  /** Time for its headers to arrive. */
  headersMsMax: seconds(15),
  /** How often requests and headers that take too long are looked for. */
  timeoutsCheckedMs: seconds(2),
  /** Time for what is still to come of a body that was refused, so that the answer arrives. */
  unreadBodyMsMax: seconds(1),
  /** Time for a TLS handshake. */
  handshakeMsMax: seconds(10),
  /** How often connections of a kind that were refused are told in the log. */
  refusedConnectionsToldMs: seconds(60),
  /** How long a TLS session may be resumed, in seconds. */
  tlsSessionSeconds: 300,
  /** Time to answer a request. */
  handlerMsMax: seconds(30),
  /** Silence after which a connection is closed. */
  connectionIdleMsMax: seconds(60),
  /** Time an open connection is kept for the next request. */
  keepAliveMs: seconds(10),
  /** Time `/readyz` gives database and keys to answer. */
  readinessMsMax: seconds(2),
  /** Time requests under way are given when the service closes. */
  drainMsMax: seconds(10),
  headerBytesMax: KiB(16),
  headersMax: 100,
  /** Length of one part of a path. */
  pathPartLengthMax: 200,
  cursorLengthMax: 1_024,
  /** Characters of a key that an error quotes. */
  quotedKeyLengthMax: 64,
} as const;
