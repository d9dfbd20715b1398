import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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

/** Starts the erasure in a process of its own and kills it once something has happened. */
async function killedOnce(happened: () => Promise<boolean>): Promise<void> {
  const { child, ended } = spawned(['keys', 'shred', learner, '--yes'], cli.environment);
  let isOver = false;
  void ended.finally(() => {
    isOver = true;
  });
  while (!isOver && !(await happened())) await delay(2);
  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
}

describe('masterx keys shred', () => {
  it(
    'killed as soon as it has begun, and when the key is gone, is finished by the next call',
    async () => {
      expect(await contexts()).toBe(1);
      await killedOnce(hasIntent);
      expect(await cli.document('keys', 'shred', learner, '--dry-run')).toMatchObject({
        document: { state: 'under way' },
      });
      await killedOnce(async () => (await contexts()) === 0);
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
