import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail server on this machine that keeps what it is sent. */
export interface SmtpStandIn {
  readonly port: number;
  readonly received: Buffer[];
  /** Asked for each recipient and each message: may refuse it. */
  refuse: { recipient?: () => Error | undefined; message?: () => Error | undefined };
  close(): Promise<void>;
}

/** A refusal with the reply of a mail server. */
export const reply = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

export async function openSmtpStandIn(options: SMTPServerOptions = {}): Promise<SmtpStandIn> {
  const received: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    ...options,
    onRcptTo: (_address, _session, done) => done(standIn.refuse.recipient?.()),
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const refusal = standIn.refuse.message?.();
        if (!refusal) received.push(Buffer.concat(parts));
        done(refusal);
      });
    },
  });
  // Whoever is refused by TLS breaks off; that is what is looked at from the other side.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const standIn: SmtpStandIn = {
    port: (server.server.address() as AddressInfo).port,
    received,
    refuse: {},
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return standIn;
}
