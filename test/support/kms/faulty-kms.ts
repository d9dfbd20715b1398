import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { LOOPBACK } from '../../../src/embedded/ports.ts';

/** What becomes of the calls from now on. */
export type KmsFault =
  | { readonly kind: 'none' }
  /** Taken, and never answered. */
  | { readonly kind: 'silent' }
  /** Answered late. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection breaks. */
  | { readonly kind: 'broken' }
  /** Answered with this exception of the service. */
  | { readonly kind: 'exception'; readonly name: string };

/** Stands before a KMS and does to its calls what a test wants. */
export class FaultyKms {
  readonly endpoint: string;
  /** Operations that arrived, in order. */
  readonly calls: string[] = [];
  fault: KmsFault = { kind: 'none' };
  readonly #close: () => Promise<void>;

  private constructor(endpoint: string, close: () => Promise<void>) {
    this.endpoint = endpoint;
    this.#close = close;
  }

  static async before(upstream: string): Promise<FaultyKms> {
    let faulty: FaultyKms | undefined;
    const server = createServer((request, response) => {
      void faulty?.answer(upstream, request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
    const { port } = server.address() as AddressInfo;
    faulty = new FaultyKms(`http://${LOOPBACK}:${port}`, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    return faulty;
  }

  async answer(upstream: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { fault } = this;
    const target = String(request.headers['x-amz-target']);
    this.calls.push(target.replace('TrentService.', ''));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (fault.kind === 'silent') return;
    if (fault.kind === 'broken') {
      response.destroy();
      return;
    }
    if (fault.kind === 'exception') {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify({ __type: fault.name, message: 'a message that may quote the request' }));
      return;
    }
    if (fault.kind === 'slow') await delay(fault.ms);
    const answered = await fetch(upstream, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': target,
        authorization: String(request.headers.authorization),
      },
      body: Buffer.concat(chunks),
    });
    response.writeHead(answered.status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(Buffer.from(await answered.arrayBuffer()));
  }

  close(): Promise<void> {
    return this.#close();
  }
}
