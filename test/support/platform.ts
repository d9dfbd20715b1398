import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor } from '../../src/access/actor.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/settings.ts';
import type { KeyTimes } from '../../src/lifecycle/rotation/on-platform.ts';
import { type ActorPlatform, Platform, type PlatformParts } from '../../src/platform.ts';
import type { PasswordHasher } from '../../src/protection/passwords.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { type Clock, systemClock } from '../../src/std/clock.ts';
import { type Entropy, systemEntropy } from '../../src/std/random.ts';
import { openKeyFile } from '../../src/stores/keys/file.ts';
import type { Mailer } from '../../src/stores/mail/port.ts';
import { connect } from '../../src/stores/mongo/connection.ts';
import { migrate } from '../../src/stores/mongo/migration.ts';
import { MemoryObjectStore } from '../../src/stores/objects/memory.ts';

/** A platform on databases and a key file of its own. */
export interface TestPlatform {
  readonly platform: Platform;
  readonly config: Config;
  /** The platform as the part of itself that may do everything. */
  readonly system: ActorPlatform;
  /** Drops everything again. */
  close(): Promise<void>;
}

/** Opens a platform on empty, migrated databases of the server at `uri`. */
export async function openTestPlatform(
  uri: string,
  options: {
    readonly clock?: Clock;
    readonly entropy?: Entropy;
    /** Keys are held for this time at least, and longer where the machine is slow: then calls take longer as well. */
    readonly keysHeldMsMin?: number;
    readonly passwords?: PasswordHasher;
    readonly onTokenReuse?: PlatformParts['onTokenReuse'];
    readonly onAuthentication?: PlatformParts['onAuthentication'];
    readonly mailer?: Mailer;
    readonly secondFactor?: Config['secondFactor'];
  } = {},
): Promise<TestPlatform> {
  const name = `t${systemEntropy.bytes(6).toString('hex')}`;
  const folder = await mkdtemp(join(tmpdir(), 'masterx-platform-'));
  const config = loadConfig({
    MASTERX_DATA_DIR: folder,
    MASTERX_DATABASE: name,
    MASTERX_KEYVAULT_DATABASE: `${name}_vault`,
    NODE_ENV: 'test',
    ...(options.secondFactor && { MASTERX_SECOND_FACTOR: options.secondFactor }),
  });
  const entropy = options.entropy ?? systemEntropy;
  const clock = options.clock ?? systemClock;
  const connection = await connect(uri, config);
  const begunMs = performance.now();
  await migrate(connection, SCHEMA, { clock, entropy: systemEntropy });
  const { keysHeldMsMin } = options;
  const keyTimes = keysHeldMsMin && keyTimesOf(keysHeldMsMin, performance.now() - begunMs);
  const platform = new Platform({
    connection,
    kek: await openKeyFile(config, entropy),
    objects: new MemoryObjectStore(),
    config,
    clock,
    entropy,
    ...(keyTimes && { keyTimes }),
    ...(options.mailer && { mailer: options.mailer }),
    ...(options.passwords && { passwords: options.passwords }),
    ...(options.onTokenReuse && { onTokenReuse: options.onTokenReuse }),
    ...(options.onAuthentication && { onAuthentication: options.onAuthentication }),
  });
  return {
    platform,
    config,
    system: platform.as(systemActor('test', 'test-run', 'testing')),
    async close() {
      await connection.data.dropDatabase();
      await connection.vault.dropDatabase();
      await platform.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A migration of everything takes a few times as long as any call, however fast the machine is. */
function keyTimesOf(heldMsMin: number, migrationMs: number): KeyTimes {
  return { cacheMs: Math.min(KEYS_HELD_MS_MAX, Math.max(heldMsMin, 2 * migrationMs)), commitMs: 100 };
}

const KEYS_HELD_MS_MAX = 12_000;
