import type { Socket } from 'node:net';
import type { Config } from '../config/settings.ts';
import type { ErrorCode } from '../errors/table.ts';
import { invariant } from '../std/assert.ts';
import type { MongodbEngine, RedisEngine } from './engines.ts';
import type { ServerProgress } from './progress.ts';

const MESSAGE_CHARACTERS_MAX = 100_000;

/** What a command asks of the supervisor when it takes a lease. */
export interface LeaseRequest {
  readonly kind: 'lease';
  /** The engine asked for, or null when no database is wanted. */
  readonly mongodb: Config['engine'] | null;
  readonly redis: boolean;
  /** How long the servers stay after the last lease. */
  readonly graceMs: number;
}

/** The embedded database as the supervisor runs it. */
export interface MongodbServer {
  readonly uri: string;
  readonly engine: MongodbEngine;
  readonly version: string | null;
  readonly dataDirectory: string;
}

/** The embedded Redis, or why there is none. */
export interface RedisServer {
  readonly url: string | null;
  readonly engine: RedisEngine | 'in-process';
  readonly note: string | null;
}

/** What the supervisor tells. */
export type SupervisorMessage =
  | ({ readonly kind: 'progress' } & ServerProgress)
  | { readonly kind: 'ready'; readonly mongodb: MongodbServer | null; readonly redis: RedisServer | null }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly detail: string; readonly hint: string };

/** Sends one message as one line of JSON; one that can no longer be delivered is dropped with its connection. */
export function sendMessage(socket: Socket, message: LeaseRequest | SupervisorMessage): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

/** Calls back for every message that arrives. Both ends are of the same installation, so shapes are trusted. */
export function onMessages<Message>(socket: Socket, callback: (message: Message) => void): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    invariant(rest.length <= MESSAGE_CHARACTERS_MAX, 'a message between command and supervisor is short');
    for (const line of lines) callback(JSON.parse(line) as Message);
  });
}
