import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { CalledCli } from './testing-only/called.ts';

let cli: CalledCli;

beforeAll(async () => {
  cli = await CalledCli.on(inject('mongodbUri'));
  expect((await cli.call('db', 'migrate')).code).toBe(EXIT.done);
  const invented = await cli.call('generate', '--learners', '3', '--days', '2', '--seed', '7');
  expect(invented.code).toBe(EXIT.done);
});

afterAll(() => cli.close());

describe('the status of the keys', () => {
  it('tells epochs, learners under them and where the vault is', async () => {
    const { code, document } = await cli.document('keys', 'status');
    expect([code, document]).toMatchObject([
      EXIT.done,
      {
        tenant: 'default',
        vault: { deployment: 'shared' },
        branchEpochs: [{ epoch: 1, learners: 3, isCurrent: true }],
      },
    ]);
    const { stdout } = await cli.call('keys', 'status');
    expect(stdout).toMatch(/Key-encryption key: file:/);
    expect(stdout).toMatch(/Branch epoch\s+Learners/);
  });
});
