import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { placesIn } from '../../../src/embedded/places.ts';
import { acceptsConnections, freePort, LOOPBACK } from '../../../src/embedded/ports.ts';
import { findPythons } from '../../../src/embedded/pythons.ts';
import { installSet } from '../../../src/embedded/wheel-install.ts';
import { fittingPython, supportedBy } from '../../../src/embedded/wheel-sets.ts';
import { seconds } from '../../../src/std/durations.ts';
import { TEST_ENGINES } from '../../setup/servers.ts';
import { KMS_SERVER } from './packages.ts';

/** A region and credentials that are nobody's. */
export const KMS_ENVIRONMENT = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'nothing',
  // The notice is for whoever operates with it, not for tests.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: '1',
} as const;

const START_MS_MAX = seconds(60);

/** A server that speaks the API of AWS KMS. */
export interface KmsServer {
  readonly endpoint: string;
  readonly client: KMSClient;
  /** A new symmetric key; its ARN. */
  newKey(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts the KMS server of the tests; installs it where it is not there. Answers why it cannot be had where no Python fits or
 * the packages cannot be fetched: what needs it is then left out.
 */
export async function startKmsServer(): Promise<KmsServer | { readonly leftOut: string }> {
  Object.assign(process.env, KMS_ENVIRONMENT);
  const pythons = await findPythons(process.env);
  if (!fittingPython(KMS_SERVER, pythons)) {
    return { leftOut: `left out because the KMS server of the tests needs ${supportedBy(KMS_SERVER)}` };
  }
  const folder = await mkdtemp(join(tmpdir(), 'masterx-kms-'));
  let installed: string;
  try {
    installed = await installSet(KMS_SERVER, pythons, {
      environment: process.env,
      signal: new AbortController().signal,
      logs: folder,
      places: placesIn(folder, TEST_ENGINES),
      onProgress: () => undefined,
    });
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true });
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return { leftOut: `left out because the KMS server of the tests cannot be installed: ${why}` };
  }
  const port = await freePort();
  const child = spawn(
    join(installed, 'bin', 'python'),
    ['-m', 'moto.server', '-H', LOOPBACK, '-p', String(port)],
    { stdio: 'ignore', env: { ...process.env, MOTO_DISABLE_GLOBAL_CORS: 'true' } },
  );
  await answering(child, port);
  const endpoint = `http://${LOOPBACK}:${port}`;
  const client = new KMSClient({ endpoint });
  return {
    endpoint,
    client,
    async newKey() {
      const { KeyMetadata } = await client.send(
        new CreateKeyCommand({ KeySpec: 'SYMMETRIC_DEFAULT', KeyUsage: 'ENCRYPT_DECRYPT' }),
      );
      return KeyMetadata?.Arn ?? '';
    },
    async close() {
      client.destroy();
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answering(child: ChildProcess, port: number): Promise<void> {
  for (const until = performance.now() + START_MS_MAX; performance.now() < until; ) {
    if (child.exitCode !== null) throw new Error(`The KMS server ended with ${child.exitCode}.`);
    if (await acceptsConnections(port)) return;
    await delay(100);
  }
  child.kill('SIGKILL');
  throw new Error('The KMS server did not answer in time.');
}
