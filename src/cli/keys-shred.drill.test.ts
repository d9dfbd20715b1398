import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { systemClock } from '../std/clock.ts';
import { minutes } from '../std/durations.ts';
import { FileErasureLedger, LEDGER_FILE } from '../stores/ledger/file.ts';
import { EXIT } from './exit-codes.ts';
import { CalledCli } from './testing-only/called.ts';
import { spawned } from './testing-only/spawned.ts';

let cli: CalledCli;
let client: MongoClient;
let data: Db;
let vault: Db;
let learner: string;

beforeAll(async () => {
  cli = await CalledCli.on(inject('mongodbUri'));
  expect((await cli.call('db', 'migrate')).code).toBe(EXIT.done);
  expect((await cli.call('generate', '--learners', '2', '--days', '3', '--seed', '9')).code).toBe(EXIT.done);
  client = await MongoClient.connect(inject('mongodbUri'));
  data = client.db(cli.environment['MASTERX_DATABASE']);
  vault = client.db(cli.environment['MASTERX_KEYVAULT_DATABASE']);
  learner = String((await data.collection('users').findOne())?.['user_id']);
});
afterAll(async () => {
  await client.close();
  await cli.close();
});

const ledger = () => new FileErasureLedger(join(cli.folder, LEDGER_FILE), systemClock);
const hasIntent = async () => (await ledger().of('default', learner)).length > 0;

/** How many keys of the learner the vault holds. */
function contexts(): Promise<number> {
  return vault.collection<{ _id: string }>('learner_contexts').countDocuments({ _id: learner });
}

/** Starts the erasure in a process of its own and kills it once it says that it is at a step: those before are done. */
async function killedAt(step: string): Promise<void> {
  const { child, said, ended } = spawned(['keys', 'shred', learner, '--yes'], cli.environment);
  await said(step);
  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
}

/** How many documents hold a hash of the address of the learner. */
function hashes(): Promise<number> {
  return data
    .collection('users')
    .countDocuments({ user_id: learner, email_blind_index: { $type: 'binData' } });
}

describe('masterx keys shred', () => {
  it(
    'killed when it has said what it is about, when the key is gone and when it waits, is finished by the next call',
    async () => {
      expect([await hasIntent(), await contexts(), await hashes()]).toEqual([false, 1, 1]);
      await killedAt('Destroying the keys');
      expect(await hasIntent()).toBe(true);
      expect(await cli.document('keys', 'shred', learner, '--dry-run')).toMatchObject({
        document: { state: 'under way' },
      });
      await killedAt('Removing the hashes of the address');
      expect(await contexts()).toBe(0);
      await killedAt('Waiting until no other process');
      expect([await contexts(), await hashes()]).toEqual([0, 0]);
      // Nothing is finished yet: somebody may still write with the key.
      expect((await ledger().of('default', learner)).map(({ step }) => step)).toEqual(['intended']);
      const { code, document } = await cli.document('keys', 'shred', learner, '--yes');
      expect([code, document]).toMatchObject([EXIT.done, { state: 'erased', keys: 0 }]);
      expect(await contexts()).toBe(0);
      expect((await ledger().of('default', learner)).map(({ step }) => step)).toEqual(['intended', 'erased']);
      expect(await cli.document('keys', 'status')).toMatchObject({
        document: { erased: { count: 1, learners: [{ learner }] } },
      });
      expect(await cli.document('keys', 'verify')).toMatchObject({
        document: { verdict: 'good', learners: 1 },
      });
      expect((await cli.call('export', '--learner', learner)).code).toBe(EXIT.failed);
    },
    minutes(10),
  );

  it('keeps the learner from being invented again', async () => {
    const again = await cli.document('generate', '--learners', '2', '--days', '3', '--seed', '9');
    expect(again).toMatchObject({ document: { error: { code: 'learner_erased' } } });
  });
});
