import { DisableKeyCommand, EnableKeyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FaultyKms } from '../../../test/support/kms/faulty-kms.ts';
import { type KmsServer, startKmsServer } from '../../../test/support/kms/server.ts';
import { KMS_LIMITS, type KmsKey, openKms } from './kms.ts';
import { keyEncryptionKeyConformance } from './testing-only/conformance.ts';

const started = await startKmsServer();
const server: KmsServer | null = 'leftOut' in started ? null : started;
const leftOut = 'leftOut' in started ? started.leftOut : '';
const about = server ? '' : ` (${leftOut})`;

let faulty: FaultyKms;
let own: string;
const opened: KmsKey[] = [];

async function open(
  kmsKeyId: string,
  kmsOldKeyIds: readonly string[] = [],
  callMsMax = KMS_LIMITS.callMsMax,
): Promise<KmsKey> {
  const kek = await openKms(
    { kmsKeyId, kmsOldKeyIds, kmsEndpoint: faulty.endpoint },
    { limits: { ...KMS_LIMITS, callMsMax, restMs: 300 } },
  );
  opened.push(kek);
  return kek;
}

describe.skipIf(server === null)(`AWS KMS${about}`, () => {
  beforeAll(async () => {
    faulty = await FaultyKms.before(server?.endpoint ?? '');
    own = (await server?.newKey()) ?? '';
  });
  afterEach(() => {
    faulty.fault = { kind: 'none' };
    faulty.calls.length = 0;
  });
  afterAll(async () => {
    for (const kek of opened) kek.close();
    await faulty.close();
    await server?.close();
  });

  keyEncryptionKeyConformance('AWS KMS', {
    open: () => open(own),
    openOther: async () => open((await server?.newKey()) ?? ''),
  });

  it('records the ARN, whatever the settings call the key', async () => {
    const kek = await open(own.split('/').at(-1) ?? '');
    expect(kek.keyId).toBe(own);
    expect((await kek.generate({})).wrapped.kekId).toBe(own);
  });

  it('opens what an old key wrapped, where the settings list it', async () => {
    const old = (await server?.newKey()) ?? '';
    const { plain, wrapped } = await (await open(old)).generate({ a: '1' });
    expect(await (await open(own, [old])).unwrap(wrapped, { a: '1' })).toEqual(plain);
  });

  it('refuses at the start a key that does not exist, and says so', async () => {
    const nowhere = own.replace(/.{4}$/, 'ffff');
    await expect(open(nowhere)).rejects.toMatchObject({
      code: 'keys_unavailable',
      detail: 'There is no such KMS key.',
    });
  });

  it('is not healthy while the key is disabled or waits for its deletion', async () => {
    const arn = (await server?.newKey()) ?? '';
    const kek = await open(arn);
    const id = arn.split('/').at(-1);
    await server?.client.send(new DisableKeyCommand({ KeyId: id }));
    await expect(kek.health()).rejects.toMatchObject({ detail: 'The KMS key is disabled.' });
    await server?.client.send(new EnableKeyCommand({ KeyId: id }));
    await expect(kek.health()).resolves.toBeUndefined();
    await server?.client.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: 7 }));
    await expect(kek.health()).rejects.toMatchObject({ code: 'keys_unavailable' });
  });

  it.each([
    ['InvalidCiphertextException', 'ciphertext_refused', /did not wrap/],
    ['IncorrectKeyException', 'ciphertext_refused', /did not wrap/],
    ['DisabledException', 'keys_unavailable', /EnableKey/],
    ['KMSInvalidStateException', 'keys_unavailable', /CancelKeyDeletion/],
    ['NotFoundException', 'keys_unavailable', /MASTERX_KMS_KEY_ID/],
    ['AccessDeniedException', 'keys_unavailable', /kms:Decrypt/],
    ['ExpiredTokenException', 'keys_unavailable', /Renew/],
    ['ThrottlingException', 'keys_unavailable', /quota/],
    ['KMSInternalException', 'keys_unavailable', /network/],
  ])('%s is %s, and says what to do', async (name, code, text) => {
    const kek = await open(own);
    const { wrapped } = await kek.generate({});
    faulty.fault = { kind: 'exception', name };
    const thrown: unknown = await kek.unwrap(wrapped, {}).catch((reason: unknown) => reason);
    expect(thrown).toMatchObject({ code });
    const { detail = '', hint = '' } = thrown as { detail?: string; hint?: string };
    expect(`${detail} ${hint}`).toMatch(text);
    expect(JSON.stringify([thrown, String(thrown)])).not.toContain('may quote the request');
  });

  it('repeats a throttled call a few times, and no more', async () => {
    const kek = await open(own);
    faulty.calls.length = 0;
    faulty.fault = { kind: 'exception', name: 'ThrottlingException' };
    await expect(kek.generate({})).rejects.toMatchObject({ code: 'keys_unavailable', retryAfterSeconds: 1 });
    expect(faulty.calls.length).toBeGreaterThan(1);
    expect(faulty.calls.length).toBeLessThanOrEqual(3);
  });

  it.each([{ kind: 'silent' }, { kind: 'broken' }, { kind: 'slow', ms: 10_000 }] as const)(
    'fails within its bound when the KMS is $kind, and at once when it stays so',
    async (fault) => {
      const kek = await open(own, [], 1_500);
      faulty.fault = fault;
      const startedMs = performance.now();
      const first = await Promise.allSettled(Array.from({ length: 50 }, () => kek.generate({})));
      expect(performance.now() - startedMs).toBeLessThan(4_000);
      for (const outcome of first) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'keys_unavailable' } });
      }
      const arrived = faulty.calls.length;
      const again = await Promise.allSettled(Array.from({ length: 50 }, () => kek.generate({})));
      expect(again.every(({ status }) => status === 'rejected')).toBe(true);
      expect(faulty.calls.length).toBeLessThanOrEqual(arrived + 1);
      faulty.fault = { kind: 'none' };
      await expect
        .poll(
          () =>
            kek.generate({}).then(
              () => 'well',
              () => 'away',
            ),
          { timeout: 5_000, interval: 100 },
        )
        .toBe('well');
    },
  );
});
