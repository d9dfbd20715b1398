import { DisableKeyCommand } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { KMS_ENVIRONMENT, type KmsServer, startKmsServer } from '../../test/support/kms/server.ts';
import { EXIT } from './exit-codes.ts';
import { CalledCli } from './testing-only/called.ts';

const started = await startKmsServer();
const server: KmsServer | null = 'leftOut' in started ? null : started;
const about = 'leftOut' in started ? ` (${started.leftOut})` : '';

let cli: CalledCli;
let first: string;
let second: string;

/** The command line as the settings name one key, and list others that may still unwrap. */
async function under(key: string, old: readonly string[], ...words: readonly string[]) {
  const variables = {
    ...KMS_ENVIRONMENT,
    MASTERX_KMS_ENDPOINT: server?.endpoint ?? '',
    MASTERX_KMS_KEY_ID: key,
    MASTERX_KMS_OLD_KEY_IDS: old.join(','),
  };
  return cli.callWith(variables, ...words);
}

/** The KMS key that each epoch of the keys it wraps is under. */
async function wrappedBy(key: string, old: readonly string[]): Promise<string[]> {
  const { stdout } = await under(key, old, 'keys', 'status', '--json');
  type Epochs = readonly { readonly kekId: string }[];
  const { branchEpochs, indexEpochs } = JSON.parse(stdout) as { branchEpochs: Epochs; indexEpochs: Epochs };
  return [...branchEpochs, ...indexEpochs].map(({ kekId }) => kekId);
}

describe.skipIf(server === null)(`a KMS key that another takes over from${about}`, () => {
  beforeAll(async () => {
    cli = await CalledCli.on(inject('mongodbUri'));
    [first, second] = [(await server?.newKey()) ?? '', (await server?.newKey()) ?? ''];
    expect((await under(first, [], 'db', 'migrate')).code).toBe(EXIT.done);
    const invented = await under(first, [], 'generate', '--learners', '2', '--days', '1', '--seed', '7');
    expect(invented.code).toBe(EXIT.done);
  });
  afterAll(async () => {
    await cli.close();
    await server?.close();
  });

  it('is made in the KMS, not by the command', async () => {
    const { code, stderr } = await under(first, [], 'keys', 'rotate', 'kek');
    expect(code).toBe(EXIT.usage);
    expect(stderr).toContain('keys rewrap --kek');
  });

  it('cannot wrap anew what it cannot unwrap: the key before must be listed', async () => {
    const before = await wrappedBy(first, []);
    const { code, stderr } = await under(second, [], 'keys', 'rewrap', '--kek');
    expect(code).not.toBe(EXIT.done);
    expect(stderr).toContain('MASTERX_KMS_OLD_KEY_IDS');
    expect(await wrappedBy(first, [])).toEqual(before);
  });

  it('wraps everything anew, also where that was begun and refused before', async () => {
    const wrapped = (await wrappedBy(second, [first])).length;
    const { code, stdout } = await under(second, [first], 'keys', 'rewrap', '--kek', '--json');
    expect(code).toBe(EXIT.done);
    expect(JSON.parse(stdout)).toMatchObject({
      target: 'rewrap kek',
      step: 'done',
      counts: { rewrapped: wrapped, proved: wrapped },
    });
    expect(new Set(await wrappedBy(second, []))).toEqual(new Set([second]));
  });

  it('needs the key before no more: it may be disabled', async () => {
    await server?.client.send(new DisableKeyCommand({ KeyId: first.split('/').at(-1) }));
    const { code, stdout } = await under(second, [], 'keys', 'verify', '--json');
    expect(code).toBe(EXIT.done);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'good', learners: 2, locked: [] });
    expect((await under(first, [second], 'keys', 'verify')).code).not.toBe(EXIT.done);
  });
});
