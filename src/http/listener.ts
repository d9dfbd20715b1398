import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { BlockList, isIP, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import type { Credential } from '../transport/credential.ts';
import type { CredentialContent } from '../transport/credential-files.ts';
import { TLS_PROFILE } from '../transport/tls-profile.ts';
import { HTTP_LIMITS } from './bounds.ts';

/** How much a listener takes of whoever connects to it. */
export type ListenerLimits =
  Pick<
    typeof HTTP_LIMITS,
    | 'connectionsMax'
    | 'connectionsPerAddressMax'
    | 'requestMsMax'
    | 'headersMsMax'
    | 'timeoutsCheckedMs'
    | 'handshakeMsMax'
    | 'connectionIdleMsMax'
    | 'keepAliveMs'
    | 'headerBytesMax'
    | 'headersMax'
  > extends infer L
    ? { readonly [K in keyof L]: number }
    : never;

/** How a server is made. */
export interface ListenerOptions {
  /** What it shows; null for plain HTTP. */
  readonly credential: Credential | null;
  /** Whether whoever connects must show a certificate of the credential's authorities. */
  readonly demandsClient?: boolean;
  readonly limits?: Partial<ListenerLimits>;
  /** Addresses that may hold any number of connections: proxies, this machine. */
  readonly unbounded?: readonly string[];
  /** Told of a connection that was refused before it was a request: a code of Node or OpenSSL. */
  readonly onRefused?: (code: string) => void;
}

/** A server with every bound there is: of connections, of their number by address, of sizes, of times. */
export function boundServer(handler: RequestListener, options: ListenerOptions): Server {
  const { credential, demandsClient = false, unbounded = [], onRefused = () => undefined } = options;
  const limits: ListenerLimits = { ...HTTP_LIMITS, ...options.limits };
  const bounds = {
    maxHeaderSize: limits.headerBytesMax,
    headersTimeout: limits.headersMsMax,
    requestTimeout: limits.requestMsMax,
    keepAliveTimeout: limits.keepAliveMs,
    // Refused by us, with the headers of every answer, rather than by Node with none.
    requireHostHeader: false,
    // Node looks for requests that take too long only so often.
    connectionsCheckingInterval: limits.timeoutsCheckedMs,
  };
  const server =
    credential === null
      ? createPlainServer(bounds, handler)
      : createTlsServer(
          {
            ...bounds,
            ...tlsOptions(credential.content),
            requestCert: demandsClient,
            rejectUnauthorized: demandsClient,
            handshakeTimeout: limits.handshakeMsMax,
          },
          handler,
        );
  // Whatever else is expected than 100-continue is passed over, as RFC 9110 §10.1.1 allows.
  server.on('checkExpectation', handler);
  server.maxHeadersCount = limits.headersMax;
  server.maxConnections = limits.connectionsMax;
  server.setTimeout(limits.connectionIdleMsMax);
  boundByAddress(server, limits.connectionsPerAddressMax, unbounded, onRefused);
  if (credential !== null && 'setSecureContext' in server) {
    const renew = server.setSecureContext.bind(server);
    const unfollow = credential.follow((content) => renew(tlsOptions(content)));
    server.once('close', unfollow);
    server.on('tlsClientError', (thrown: NodeJS.ErrnoException) => onRefused(thrown.code ?? 'unknown'));
  }
  return server;
}

function tlsOptions({ cert, key, ca }: CredentialContent): TlsOptions {
  return {
    ...TLS_PROFILE,
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(ca !== undefined && { ca }),
    // A resumed session is not asked for its certificate again.
    sessionTimeout: HTTP_LIMITS.tlsSessionSeconds,
  };
}

/** Closes connections of an address that holds too many: slow ones of one caller must not take everybody's. */
function boundByAddress(
  server: Server,
  max: number,
  unbounded: readonly string[],
  onRefused: (code: string) => void,
): void {
  const free = addressList(unbounded);
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const { remoteAddress: address } = socket;
    if (address === undefined || contains(free, address)) return;
    const count = open.get(address) ?? 0;
    if (count >= max) {
      onRefused('too_many_connections');
      socket.destroy();
      return;
    }
    open.set(address, count + 1);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}

function addressList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return list;
}

/** IPv4 addresses come as such also where they are written into an IPv6 one (::ffff:10.0.0.1). */
function contains(list: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}
