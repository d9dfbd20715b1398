import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { type CertificateFacts, factsOf } from '../transport/certificate.ts';

const KNOWN = new WeakMap<Socket, CertificateFacts>();

/** The certificate whoever sent a request proved to hold, of an authority this listener trusts; null for none. */
export function clientCertificateOf(socket: Socket): CertificateFacts | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null;
  const known = KNOWN.get(socket);
  if (known) return known;
  const { raw } = socket.getPeerCertificate();
  if (raw === undefined) return null;
  const facts = factsOf(new X509Certificate(raw));
  KNOWN.set(socket, facts);
  return facts;
}
