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
    expect(stdout).toContain('Erased learners: 0.');
  });
});

describe('shredding a learner', () => {
  const unknown = '00000000-0000-4000-8000-000000000000';
  const someone = async () => {
    const { stdout } = await cli.call('export');
    const [, id = ''] = /"user_id":"([0-9a-f-]{36})"/.exec(stdout) ?? [];
    return id;
  };

  it('is told by a dry run, which changes nothing', async () => {
    const learner = await someone();
    const { code, document } = await cli.document('keys', 'shred', learner, '--dry-run');
    expect([code, document]).toMatchObject([EXIT.done, { learner, state: 'present', keys: 1 }]);
    const { stdout } = await cli.call('keys', 'shred', learner, '--dry-run');
    expect(stdout).toContain(`${learner} is here.`);
    expect(stdout).toMatch(/users\s+1/);
    expect(await cli.document('keys', 'shred', learner, '--dry-run')).toEqual({ code, document });
  });

  it('is refused where nobody can confirm it', async () => {
    const learner = await someone();
    const { code, stderr } = await cli.call('keys', 'shred', learner);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toContain('repeat with --yes');
    expect(await cli.document('keys', 'shred', learner, '--dry-run')).toMatchObject({
      document: { state: 'present' },
    });
  });

  it('of an unknown learner does nothing, and of what is no identifier neither', async () => {
    const { code, stdout } = await cli.call('keys', 'shred', unknown, '--yes');
    expect([code, stdout]).toEqual([EXIT.done, `${unknown} is not known here; there is nothing to erase.\n`]);
    expect((await cli.call('keys', 'shred', 'somebody')).code).toBe(EXIT.usage);
  });
});
