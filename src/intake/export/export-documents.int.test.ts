import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { systemEntropy } from '../../std/random.ts';
import { importFile } from '../import/import-file.ts';
import { storePopulation } from '../population/store-population.ts';
import { openQueryOf, portableCollections } from '../portable.ts';
import { exportDocuments } from './export-documents.ts';

const declared = { legalBasis: 'contract', ageGroup: 'unknown' } as const;
let folder: string;
let source: TestPlatform;
let target: TestPlatform;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-export-'));
  source = await openTestPlatform(inject('mongodbUri'));
  target = await openTestPlatform(inject('mongodbUri'));
  await storePopulation(source.system.documents, {
    learners: 3,
    days: 12,
    seed: 11,
    until: new Date('2026-06-01T12:00:00Z'),
  });
  await storeLongSession();
});
afterAll(async () => {
  await source.close();
  await target.close();
  await rm(folder, { recursive: true, force: true });
});

/** A session of more interactions than one document, one page and one line hold. */
async function storeLongSession(): Promise<void> {
  const user = { ...newUser(systemEntropy.uuid()), password_hash: '$argon2id$v=19$m=1$c2FsdA$aGFzaA' };
  await source.system.documents.collection('users').insert([user]);
  const { session_id, user_id, started_at, session_context } = newSessionDocument(
    systemEntropy.uuid(),
    user.user_id,
  );
  const start = { session_id, user_id, started_at, session_context };
  const interactions = Array.from({ length: 460 }, (_, at) => newInteraction(`i-${at}`, at));
  await source.system.sessions.record([
    { start, interactions, end: { at: new Date('2026-05-01T11:00:00Z') } },
  ]);
}

async function exported(platform: TestPlatform['platform'], name: string, learner?: string): Promise<string> {
  const path = join(folder, name);
  const file = createWriteStream(path);
  const report = await exportDocuments(platform, learner === undefined ? {} : { learner }, (line) => {
    file.write(line);
  });
  file.end();
  await finished(file);
  expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(report.lines);
  return path;
}

describe('an export', () => {
  it('imports to identical logical documents, and a second time to nothing new', async () => {
    const path = await exported(source.platform, 'all.jsonl');
    const lines = (await readFile(path, 'utf8')).trim().split('\n').length;
    const report = await importFile(target.platform, { path, ...declared });
    expect(report).toMatchObject({
      rows: lines,
      stored: lines,
      rejected: 0,
      learners: 4,
      format: 'documents',
    });
    const back = await exported(target.platform, 'back.jsonl');
    const sorted = async (file: string) => (await readFile(file, 'utf8')).trim().split('\n').sort();
    const [there, here] = [await sorted(back), await sorted(path)];
    expect(there.filter((line, at) => line !== here[at])).toEqual([]);
    expect(there).toHaveLength(here.length);

    const again = await importFile(target.platform, { path, ...declared });
    expect(again).toMatchObject({ rows: lines, stored: 0, repeated: lines, rejected: 0, learners: 0 });
  }, 600_000);

  it('holds a long list in lines of its own, and no password', async () => {
    const text = await readFile(join(folder, 'all.jsonl'), 'utf8');
    const parts = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(parts.filter(({ list }) => list === 'interactions').length).toBeGreaterThan(2);
    expect(text.includes('argon2id')).toBe(false);
    expect(text.includes('"revision":')).toBe(false);
  });

  it('of one learner holds that learner alone', async () => {
    const { items } = await source.system.learners.list('generated');
    const learner = items[0]?.user_id ?? '';
    const path = await exported(source.platform, 'one.jsonl', learner);
    const owners = (await readFile(path, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ document, identity }) => (document ?? identity).user_id);
    expect(new Set(owners)).toEqual(new Set([learner]));
    const nobody = exportDocuments(source.platform, { learner: systemEntropy.uuid() }, () => undefined);
    await expect(nobody).rejects.toMatchObject({ code: 'not_found' });
  });

  it('ends on the signal', async () => {
    const signal = AbortSignal.abort();
    const stopped = exportDocuments(source.platform, {}, () => undefined, { signal });
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
  });
});

describe('lines that cannot be stored', () => {
  it('are rejected one by one', async () => {
    const stranger = newSessionDocument(systemEntropy.uuid(), systemEntropy.uuid());
    const user = newUser(systemEntropy.uuid());
    const session = newSessionDocument(systemEntropy.uuid(), user.user_id);
    const identity = { session_id: session.session_id, user_id: user.user_id };
    const elements = [newInteraction('i-1', 1)];
    const list = { collection: 'learning_sessions', identity, list: 'interactions', from: 0, elements };
    const rows = [
      { collection: 'learning_sessions', document: stranger },
      { collection: 'users', document: user },
      { collection: 'users', document: { ...user, email: 'changed@example.org' } },
      { collection: 'users', document: { ...newUser(systemEntropy.uuid()), favourite: 'blue' } },
      { collection: 'leases', document: {} },
      { collection: 'learning_sessions', document: session, longer: ['interactions'] },
      list,
      { ...list, from: 7 },
      { ...list, list: 'topics' },
      { ...list, identity: { ...identity, session_id: { $gt: '' } } },
      { ...list, identity: { ...identity, $where: '1' } },
    ];
    const path = join(folder, 'bad.jsonl');
    await writeFile(path, rows.map((row) => JSON.stringify(row)).join('\n'));
    const report = await importFile(target.platform, { path, ...declared });
    expect(report).toMatchObject({ rows: 11, stored: 3, repeated: 0, rejected: 8 });
    const rejects = (await readFile(report.rejectFile ?? '', 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rejects.map(({ line }) => line).sort((a, b) => a - b)).toEqual([1, 3, 4, 5, 8, 9, 10, 11]);
    expect(JSON.stringify(rejects)).not.toMatch(/changed@|blue/);
    expect(await importFile(target.platform, { path, ...declared })).toMatchObject({
      stored: 0,
      repeated: 3,
      rejected: 8,
    });
  });
});

it('has for every collection a query that gives everything', () => {
  const names = portableCollections().map((portable) => portable.collection.name);
  expect(names.slice(0, 2)).toEqual(['concepts', 'users']);
  for (const portable of portableCollections()) {
    const ofOwner = portable.collection.owner !== null;
    expect([portable.collection.name, openQueryOf(portable, { ofOwner, whole: true })]).not.toContain(
      undefined,
    );
  }
});
