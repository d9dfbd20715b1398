import { Agent } from 'node:https';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { Config } from '../../config/settings.ts';
import { MasterXError } from '../../errors/error.ts';
import { invariant } from '../../std/assert.ts';
import { type Clock, systemClock } from '../../std/clock.ts';
import { seconds } from '../../std/durations.ts';
import type { Credential } from '../../transport/credential.ts';
import { assertMayBePlain } from '../../transport/loopback.ts';
import { secureContext } from '../../transport/tls-profile.ts';
import { CallGuard, type GuardLimits } from './call-guard.ts';
import { KEY_BYTES } from './key-wrap.ts';
import { kmsFailure } from './kms-failure.ts';
import type { EncryptionContext, GeneratedKey, KeyEncryptionKey, WrappedKey } from './port.ts';

type Kms = typeof import('@aws-sdk/client-kms');

/** The settings that decide about the KMS key. Region and credentials come from where the AWS SDK looks for them. */
export type KmsSettings = Pick<Config, 'kmsKeyId' | 'kmsEndpoint' | 'kmsOldKeyIds'>;

/**
 * Keys are few and stay in memory for half a minute, so that a healthy KMS is asked a few times a minute: what takes
 * longer than this, or comes in such numbers, is not healthy.
 */
export const KMS_LIMITS: GuardLimits = {
  callMsMax: seconds(5),
  atOnceMax: 16,
  waitingMax: 256,
  failuresMax: 3,
  restMs: seconds(2),
};

/** Attempts of one call, the first included; the SDK's standard mode waits longer before each. */
const ATTEMPTS_MAX = 3;
const CONNECT_MS_MAX = seconds(1);
const ANSWER_MS_MAX = seconds(2);
/** Longest wrapped key KMS answers with. */
const WRAPPED_BYTES_MAX = 6_144;

/**
 * The key-encryption key in AWS KMS: a symmetric key that never leaves it. Contexts go along as the encryption context,
 * so they stand in CloudTrail. What it wraps is recorded under the key's ARN; keys of `kmsOldKeyIds` still unwrap what
 * they wrapped.
 *
 * @throws MasterXError `keys_unavailable` when KMS does not answer or the key cannot be used, with what to do;
 * `configuration_invalid` when no key is named, or the endpoint would be reached over a network in plain text.
 */
export async function openKms(
  settings: KmsSettings,
  {
    clock = systemClock,
    limits = KMS_LIMITS,
    credential,
  }: { readonly clock?: Clock; readonly limits?: GuardLimits; readonly credential?: Credential } = {},
): Promise<KmsKey> {
  const { kmsKeyId, kmsEndpoint, kmsOldKeyIds } = settings;
  if (kmsKeyId === null) {
    throw new MasterXError('configuration_invalid', { detail: 'MASTERX_KMS_KEY_ID names no key.' });
  }
  assertSafeEndpoint(kmsEndpoint);
  // Nobody else pays for loading the SDK.
  const kms = await import('@aws-sdk/client-kms');
  const client = new kms.KMSClient({
    ...(kmsEndpoint !== null && { endpoint: kmsEndpoint }),
    maxAttempts: ATTEMPTS_MAX,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECT_MS_MAX,
      requestTimeout: ANSWER_MS_MAX,
      throwOnRequestTimeout: true,
      httpsAgent: new Agent({
        keepAlive: true,
        maxSockets: limits.atOnceMax,
        secureContext: credential?.clientContext ?? secureContext(),
      }),
    },
  });
  const guard = new CallGuard(limits, clock);
  try {
    const arn = await usableKey(kms, client, guard, kmsKeyId);
    return new KmsKey(kms, client, guard, arn, new Set([arn, ...kmsOldKeyIds]));
  } catch (thrown) {
    client.destroy();
    throw thrown;
  }
}

/** @throws MasterXError `configuration_invalid` */
function assertSafeEndpoint(endpoint: string | null): void {
  if (endpoint === null) return;
  const { protocol, hostname } = new URL(endpoint);
  if (protocol !== 'https:')
    assertMayBePlain('The KMS', hostname, 'Begin MASTERX_KMS_ENDPOINT with https://.');
}

/** A key-encryption key in AWS KMS. */
export class KmsKey implements KeyEncryptionKey {
  readonly #kms: Kms;
  readonly #client: KMSClient;
  readonly #guard: CallGuard;
  /** ARNs of the keys that may unwrap. */
  readonly #unwrapping: ReadonlySet<string>;

  constructor(
    kms: Kms,
    client: KMSClient,
    guard: CallGuard,
    readonly keyId: string,
    unwrapping: ReadonlySet<string>,
  ) {
    this.#kms = kms;
    this.#client = client;
    this.#guard = guard;
    this.#unwrapping = unwrapping;
  }

  async generate(context: EncryptionContext): Promise<GeneratedKey> {
    const command = new this.#kms.GenerateDataKeyCommand({
      KeyId: this.keyId,
      NumberOfBytes: KEY_BYTES,
      EncryptionContext: { ...context },
    });
    const { Plaintext, CiphertextBlob } = await this.#ask((abortSignal) =>
      this.#client.send(command, { abortSignal }),
    );
    return { plain: taken(Plaintext), wrapped: this.#wrapped(CiphertextBlob) };
  }

  async wrap(plainKey: Uint8Array, context: EncryptionContext): Promise<WrappedKey> {
    invariant(plainKey.byteLength === KEY_BYTES, 'a key to wrap has 256 bits');
    const command = new this.#kms.EncryptCommand({
      KeyId: this.keyId,
      Plaintext: plainKey,
      EncryptionContext: { ...context },
    });
    const { CiphertextBlob } = await this.#ask((abortSignal) => this.#client.send(command, { abortSignal }));
    return this.#wrapped(CiphertextBlob);
  }

  async unwrap({ kekId, bytes }: WrappedKey, context: EncryptionContext): Promise<Buffer> {
    if (!this.#unwrapping.has(kekId)) {
      throw new MasterXError('keys_unavailable', {
        detail: `The key was wrapped under ${kekId}; the settings name ${this.keyId}.`,
        hint: 'Name the key in MASTERX_KMS_KEY_ID that belongs to this key vault, or list it in MASTERX_KMS_OLD_KEY_IDS.',
      });
    }
    if (bytes.byteLength === 0 || bytes.byteLength > WRAPPED_BYTES_MAX) {
      throw new MasterXError('ciphertext_refused', {
        detail: 'A wrapped key does not have the size of one.',
      });
    }
    const command = new this.#kms.DecryptCommand({
      KeyId: kekId,
      CiphertextBlob: bytes,
      EncryptionContext: { ...context },
    });
    const { Plaintext } = await this.#ask((abortSignal) => this.#client.send(command, { abortSignal }));
    return taken(Plaintext);
  }

  async health(): Promise<void> {
    await usableKey(this.#kms, this.#client, this.#guard, this.keyId);
  }

  /** Closes the connections to KMS. */
  close(): void {
    this.#client.destroy();
  }

  #ask<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#guard.run((signal) => translated(() => call(signal)));
  }

  #wrapped(bytes: Uint8Array | undefined): WrappedKey {
    invariant(bytes && bytes.byteLength <= WRAPPED_BYTES_MAX, 'KMS answers with a wrapped key');
    return { kekId: this.keyId, bytes: Buffer.from(bytes) };
  }
}

/** The ARN of the key, once KMS says that it can be used. */
async function usableKey(kms: Kms, client: KMSClient, guard: CallGuard, keyId: string): Promise<string> {
  const command = new kms.DescribeKeyCommand({ KeyId: keyId });
  const { KeyMetadata: key } = await guard.probe((abortSignal) =>
    translated(() => client.send(command, { abortSignal })),
  );
  invariant(key?.Arn, 'KMS describes a key by its ARN');
  if (key.KeySpec !== 'SYMMETRIC_DEFAULT' || key.KeyUsage !== 'ENCRYPT_DECRYPT') {
    throw kmsFailure(named('InvalidKeyUsageException'));
  }
  if (key.KeyState === 'Disabled') throw kmsFailure(named('DisabledException'));
  if (key.KeyState !== 'Enabled') throw kmsFailure(named('KMSInvalidStateException'));
  return key.Arn;
}

async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw kmsFailure(thrown);
  }
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

/** The plain key in a buffer of its own; the client's copy is cleared. */
function taken(plain: Uint8Array | undefined): Buffer {
  invariant(plain?.byteLength === KEY_BYTES, 'KMS answers with a key of 256 bits');
  const key = Buffer.from(plain);
  plain.fill(0);
  return key;
}
