import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import * as x509 from '@peculiar/x509';
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

/** A certificate for this machine that signs itself, and its key, in PEM. */
export async function selfSigned(): Promise<{ readonly cert: string; readonly key: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  x509.cryptoProvider.set(webcrypto);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 86_400_000),
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    cert: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
  };
}
