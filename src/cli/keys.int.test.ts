import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { systemClock } from '../std/clock.ts';
import { FileErasureLedger, LEDGER_FILE } from '../stores/ledger/file.ts';
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

describe('the check of the keys', () => {
  it('opens everything, and tells what does not open', async () => {
    const { code, document } = await cli.document('keys', 'verify');
    expect([code, document]).toMatchObject([EXIT.done, { verdict: 'good', learners: 3, locked: [] }]);
    expect(document).toHaveProperty(
      'containers',
      expect.arrayContaining([
        expect.objectContaining({ container: 'users', documents: 3, erased: 0, refused: [] }),
      ]),
    );
    const client = await MongoClient.connect(inject('mongodbUri'));
    const users = client.db(cli.environment['MASTERX_DATABASE']).collection('users');
    const [one, other] = await users.find({}, { sort: { _id: 1 } }).toArray();
    if (!one || !other) throw new Error('There are learners.');
    await users.updateOne({ _id: one._id }, { $set: { 'profile.name': other['profile'].name } });
    const poor = await cli.call('keys', 'verify');
    expect(poor.code).toBe(EXIT.failed);
    expect(poor.stdout).toContain(`refused: users ${String(one._id)} does not open.`);
    await users.updateOne({ _id: one._id }, { $set: { 'profile.name': one['profile'].name } });
    const contexts = client.db(cli.environment['MASTERX_KEYVAULT_DATABASE']).collection('learner_contexts');
    const [context, another] = await contexts.find().toArray();
    if (!context || !another) throw new Error('There are keys.');
    await contexts.updateOne({ _id: context._id }, { $set: { wrapped_key: another['wrapped_key'] } });
    expect(await cli.document('keys', 'verify', '--from', 'learners', '--documents', '1')).toMatchObject({
      code: EXIT.failed,
    });
    await contexts.updateOne({ _id: context._id }, { $set: { wrapped_key: context['wrapped_key'] } });
    expect((await cli.call('keys', 'verify', '--from', 'users')).code).toBe(EXIT.done);
    expect((await cli.call('keys', 'verify', '--from', 'nowhere')).code).toBe(EXIT.usage);
    await client.close();
  });
});

describe('a replay of the ledger of erasures', () => {
  it('erases again whoever a restore brought back, once, and nobody else', async () => {
    expect((await cli.call('keys', 'replay')).stdout).toBe('The ledger of erasures names nobody.\n');
    const invented = await cli.call('generate', '--learners', '2', '--days', '1', '--seed', '11');
    expect(invented.code).toBe(EXIT.done);
    const client = await MongoClient.connect(inject('mongodbUri'));
    const contexts = client
      .db(cli.environment['MASTERX_KEYVAULT_DATABASE'])
      .collection<{ _id: string }>('learner_contexts');
    const newest = await contexts.find({}, { sort: { created_at: -1 }, limit: 2 }).toArray();
    const erased = newest.map(({ _id }) => _id);
    const left = await contexts.countDocuments();
    const ledger = new FileErasureLedger(join(cli.folder, LEDGER_FILE), systemClock);
    for (const learner of erased) {
      for (const step of ['intended', 'erased'] as const)
        await ledger.append({ tenant: 'default', learner, step });
    }
    expect(await cli.document('keys', 'shred', erased[0] ?? '', '--dry-run')).toMatchObject({
      document: { state: 'under way', keys: 1 },
    });
    const { code, stdout, stderr } = await cli.call('keys', 'replay');
    expect([code, stdout]).toEqual([
      EXIT.done,
      '2 learners of the ledger: 2 were back and are erased again; nothing of the others is here.\n',
    ]);
    expect(stderr).toContain('Looking at the learners of the ledger');
    expect(await contexts.countDocuments()).toBe(left - 2);
    expect(await cli.document('keys', 'replay')).toEqual({
      code: EXIT.done,
      document: { looked: 2, erased: 0 },
    });
    expect(await cli.document('keys', 'shred', erased[0] ?? '', '--dry-run')).toMatchObject({
      document: { state: 'erased', keys: 0 },
    });
    await client.close();
  });

  it('is refused whatever else it is told', async () => {
    expect((await cli.call('keys', 'replay', 'everybody')).code).toBe(EXIT.usage);
    expect((await cli.call('keys', 'replay', '--alone')).code).toBe(EXIT.usage);
  });
});

describe('an import of records of somebody who was erased', () => {
  it('rejects them with the reason, and takes those of everybody else', async () => {
    const declared = ['--legal-basis', 'consent', '--age-group', 'adult', '--source', 'erased-test'] as const;
    const map = ['--map', 'learner=who,at=when,concept=skill,correct=right'] as const;
    const table = (day: string) =>
      ['who,when,skill,right', ...['a', 'b'].map((who) => `${who},2026-01-${day}T10:00:00Z,Sums,1`), ''].join(
        '\n',
      );
    await writeFile(join(cli.folder, 'first.csv'), table('05'));
    expect(await cli.document('import', 'first.csv', ...declared, ...map)).toMatchObject({
      document: { stored: 2 },
    });
    const client = await MongoClient.connect(inject('mongodbUri'));
    const users = client.db(cli.environment['MASTERX_DATABASE']).collection('users');
    const erased = String((await users.findOne({ 'origin.kind': 'imported' }))?.['user_id']);
    await client.close();
    const ledger = new FileErasureLedger(join(cli.folder, LEDGER_FILE), systemClock);
    await ledger.append({ tenant: 'default', learner: erased, step: 'intended' });
    await writeFile(join(cli.folder, 'second.csv'), table('06'));
    expect(await cli.document('import', 'second.csv', ...declared, ...map)).toMatchObject({
      code: EXIT.done,
      document: { stored: 1, rejected: 1 },
    });
    const rejects = await readFile(join(cli.folder, 'second.csv.rejects.jsonl'), 'utf8');
    expect(rejects).toContain('was erased');
  });
});
