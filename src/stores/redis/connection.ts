import { isIP } from 'node:net';
import { createClient, RESP_TYPES } from 'redis';
import { MasterXError } from '../../errors/error.ts';
import { seconds } from '../../std/durations.ts';
import type { Credential } from '../../transport/credential.ts';
import { handshakeReason } from '../../transport/handshake-failure.ts';
import { assertMayBePlain } from '../../transport/loopback.ts';
import { secureContext } from '../../transport/tls-profile.ts';

/** Redis is beside the way: what takes longer is slower than doing without. */
const COMMAND_MS_MAX = 250;
const RECONNECT_MS_MAX = seconds(5);
const CONNECT_MS_MAX = seconds(2);

/** What is told when the connection is lost or comes back. */
export type RedisNotice = (message: string) => void;

type Client = ReturnType<typeof clientFor>;

/** One connection to Redis or Valkey, which comes back by itself; what is asked meanwhile gets the answer of none. */
export class RedisConnection {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Connects in the background. TLS is of version 1.3; plain text stays on this machine.
   *
   * @throws MasterXError `configuration_invalid` for a URL that would go over a network in plain text.
   */
  static open(
    url: string,
    onNotice: RedisNotice = () => undefined,
    credential: Credential | undefined = undefined,
  ): RedisConnection {
    const client = clientFor(url, credential);
    // Without a listener an error of the connection would end the process.
    client.on('error', (thrown: Error) => onNotice(`The cache cannot be reached: ${reasonOf(thrown)}`));
    client.on('ready', () => onNotice('The cache is reachable.'));
    client.connect().catch((thrown: Error) => onNotice(`The cache cannot be reached: ${reasonOf(thrown)}`));
    return new RedisConnection(client);
  }

  /** Whether commands would be sent at all. */
  get isReady(): boolean {
    return this.#client.isReady;
  }

  /** The answer of a command; `empty` where there is no connection, the command fails, or takes too long. */
  async orElse<T>(empty: T, command: (client: Client) => Promise<T>): Promise<T> {
    if (!this.#client.isReady) return empty;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<T>((resolve) => {
      timer = setTimeout(() => resolve(empty), COMMAND_MS_MAX);
    });
    try {
      return await Promise.race([command(this.#client), late]);
    } catch {
      return empty;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#client.destroy();
  }
}

/** The options of a client, for whoever wants one of another kind. @throws MasterXError `configuration_invalid` */
export function redisSocket(url: string, credential: Credential | undefined) {
  const { protocol, hostname } = new URL(url);
  const connectTimeout = CONNECT_MS_MAX;
  if (protocol === 'rediss:') {
    return {
      connectTimeout,
      tls: true as const,
      secureContext: credential?.clientContext ?? secureContext(),
      ...(isIP(hostname) === 0 && { servername: hostname }),
    };
  }
  assertMayBePlain(
    'Redis',
    hostname,
    'Begin MASTERX_REDIS_URL with rediss://; its authority is MASTERX_REDIS_CA.',
  );
  if (credential?.isConfigured !== true) return { connectTimeout };
  throw new MasterXError('configuration_invalid', {
    detail: 'MASTERX_REDIS_CA or MASTERX_REDIS_CERT is set, and MASTERX_REDIS_URL speaks plain text.',
    hint: 'Begin MASTERX_REDIS_URL with rediss://.',
  });
}

function clientFor(url: string, credential: Credential | undefined) {
  return createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      ...redisSocket(url, credential),
      reconnectStrategy: (retries: number) => Math.min(RECONNECT_MS_MAX, 50 * 2 ** Math.min(retries, 10)),
    },
  }).withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
}

/** What went wrong, without the URL, which may hold a password. */
function reasonOf(thrown: Error): string {
  const reason = handshakeReason(thrown);
  if (reason !== null) return `${reason}.`;
  const { code } = thrown as NodeJS.ErrnoException;
  return typeof code === 'string' ? `${code}.` : `${thrown.message}`;
}
