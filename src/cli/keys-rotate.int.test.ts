import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { CalledCli } from './testing-only/called.ts';

let cli: CalledCli;

beforeAll(async () => {
  cli = await CalledCli.on(inject('mongodbUri'));
  expect((await cli.call('db', 'migrate')).code).toBe(EXIT.done);
  const invented = await cli.call('generate', '--learners', '2', '--days', '1', '--seed', '7');
  expect(invented.code).toBe(EXIT.done);
});

afterAll(() => cli.close());

describe('rotating keys', () => {
  it('of the key file leaves everything readable and nothing under the key before', async () => {
    const before = await cli.document('keys', 'status');
    const { code, document } = await cli.document('keys', 'rotate', 'kek');
    expect([code, document]).toMatchObject([EXIT.done, { target: 'kek', only: null, step: 'done' }]);
    const after = await cli.document('keys', 'status');
    expect(after.document).not.toMatchObject({ kekId: (before.document as { kekId: string }).kekId });
    const { kekId, branchEpochs } = after.document as { kekId: string; branchEpochs: { kekId: string }[] };
    for (const epoch of branchEpochs) expect(epoch.kekId).toBe(kekId);
    expect(await cli.document('keys', 'verify')).toMatchObject({
      code: EXIT.done,
      document: { verdict: 'good', learners: 2 },
    });
  });

  it('again by wrapping tells that nothing was left to do', async () => {
    const learners = await cli.document('keys', 'rewrap');
    expect([learners.code, learners.document]).toMatchObject([
      EXIT.done,
      { target: 'rewrap', step: 'done', epoch: 1, counts: { rewrapped: 0, proved: 2 } },
    ]);
    const { code, stdout } = await cli.call('keys', 'rewrap', '--kek');
    expect(code).toBe(EXIT.done);
    expect(stdout).toMatch(/^Done: rewrap kek keys \(\d+ proved\)\.$/m);
  });

  it('of the platform begins an epoch', async () => {
    expect(await cli.document('keys', 'rotate', 'platform')).toMatchObject({
      code: EXIT.done,
      document: { target: 'platform', epoch: 1 },
    });
  });

  it('of the audit trail begins an epoch, and the trail is proved across both', async () => {
    expect(await cli.document('keys', 'rotate', 'audit')).toMatchObject({
      code: EXIT.done,
      document: { target: 'audit', epoch: 2, step: 'done' },
    });
    const { document } = await cli.document('keys', 'status');
    expect(document).toHaveProperty(
      'indexEpochs',
      expect.arrayContaining([
        expect.objectContaining({ purpose: 'audit', epoch: 2, isCurrent: true }),
        expect.objectContaining({ purpose: 'audit', epoch: 1, isCurrent: false }),
      ]),
    );
    expect(await cli.document('audit', 'verify')).toMatchObject({ code: EXIT.done, document: { flaws: [] } });
  });

  it.each([
    [['learner'], 'Name one learner, or say --all.'],
    [['learner', '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', '--all'], 'Name one learner, or say --all.'],
    [['branch', '--all'], 'says what each kind takes'],
    [['pseudonym'], 'These can: learner, branch, kek, platform, audit, access-token, email, search.'],
    [['learner', 'somebody'], 'Add --help'],
  ])('is refused for what is not clear: %j', async (words, hint) => {
    const { code, stderr } = await cli.call('keys', 'rotate', ...words);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toContain(hint);
  });
});
