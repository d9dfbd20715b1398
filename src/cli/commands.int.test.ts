import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { CalledCli } from './testing-only/called.ts';

let cli: CalledCli;

beforeAll(async () => {
  cli = await CalledCli.on(inject('mongodbUri'));
});

afterAll(() => cli.close());

describe('a database without the schema', () => {
  it('has a plan, which changes nothing', async () => {
    const first = await cli.document('db', 'plan');
    expect(first).toMatchObject({ code: EXIT.done, document: { obstacles: [], undeclared: [] } });
    expect(await cli.document('db', 'migrate', '--dry-run')).toEqual(first);
    const text = (await cli.call('db', 'plan')).stdout;
    expect(text).toMatch(/^1\. create the collection users \(data\) with its validator$/m);
  });

  it('is told by status and doctor', async () => {
    const status = await cli.document('db', 'status');
    expect(status).toMatchObject({
      code: EXIT.done,
      document: {
        databases: [
          { role: 'data', applied: null },
          { role: 'vault', applied: null },
        ],
      },
    });
    const { code, document } = await cli.document('doctor');
    expect(code).toBe(EXIT.done);
    expect(document).toMatchObject({ verdict: 'notice' });
    expect(document).toHaveProperty(
      'findings',
      expect.arrayContaining([
        expect.objectContaining({ name: 'Database', verdict: 'good' }),
        expect.objectContaining({ name: 'Schema', verdict: 'notice', hint: 'Run `masterx db migrate`.' }),
      ]),
    );
    expect(await readdir(cli.folder)).toEqual([]);
  });

  it('refuses commands that need it, and says what to run', async () => {
    const { code, stdout, stderr } = await cli.call('import', sampleTable(), ...DECLARED);
    expect([code, stdout]).toEqual([EXIT.refused, '']);
    expect(stderr).toContain('hint: Look at `masterx db plan`, then run `masterx db migrate`.');
  });
});

describe('after a migration', () => {
  beforeAll(async () => {
    const { code, document } = await cli.document('db', 'migrate');
    expect([code, document]).toMatchObject([EXIT.done, { outcome: 'migrated', obstacles: [] }]);
  });

  it('a store with too few attempts keeps the published mastery model', async () => {
    const { code, document } = await cli.document('learning', 'fit', '--dry-run');
    expect([code, document]).toMatchObject([EXIT.done, { outcome: 'too-few', stored: false, version: 0 }]);
    expect((await cli.call('learning', 'fit')).stdout).toContain('That is too few for a fit');
  });

  it('nothing is left to do', async () => {
    expect(await cli.document('db', 'plan')).toMatchObject({ document: { steps: [] } });
    const again = await cli.call('db', 'migrate');
    expect([again.code, again.stdout]).toEqual([EXIT.done, 'Nothing to do: the database is as declared.\n']);
  });

  it('status tells the schema and every collection', async () => {
    const { document } = await cli.document('db', 'status');
    expect(document).toHaveProperty(
      'collections',
      expect.arrayContaining([
        expect.objectContaining({ name: 'learning_sessions', isDeclared: true, documents: 0 }),
      ]),
    );
    expect((await cli.call('db', 'status')).stdout).toContain('schema of this version, migration 1');
  });

  it('an import stores each row once, and says what it rejected and why', async () => {
    await writeFile(join(cli.folder, 'attempts.csv'), TABLE);
    const first = await cli.document('import', 'attempts.csv', ...DECLARED, '--map', MAP);
    expect(first).toMatchObject({
      code: EXIT.done,
      document: { rows: 4, stored: 3, repeated: 0, rejected: 1, learners: 2, format: 'mapped' },
    });
    expect(await readFile(join(cli.folder, 'attempts.csv.rejects.jsonl'), 'utf8')).toMatch(/^\{"line":5,/);
    const again = await cli.call('import', 'attempts.csv', ...DECLARED, '--map', MAP);
    expect(again.stdout).toContain('0 stored, 3 there before, 1 rejected');
  });

  it('learners are invented once for each seed', async () => {
    const words = ['generate', '--learners', '2', '--days', '5', '--seed', '3', '--until', '2026-03-31'];
    const first = await cli.document(...words);
    expect(first).toMatchObject({
      code: EXIT.done,
      document: { learners: 2, repeated: 0, until: '2026-03-31T00:00:00.000Z' },
    });
    expect((await cli.call(...words)).stdout).toMatch(/documents were there before\.\n$/);
  });

  it('an export is a new file for its owner only, and is imported without a declaration', async () => {
    const output = join(cli.folder, 'all.jsonl.gz');
    const { code, document } = await cli.document('export', '--output', output);
    expect([code, document]).toMatchObject([EXIT.done, { learners: 4, output }]);
    expect((await stat(output)).mode & 0o777).toBe(0o600);
    const again = await cli.document('import', output);
    expect(again).toMatchObject({ document: { stored: 0, rejected: 0, format: 'documents' } });

    const refused = await cli.call('export', '--output', output);
    expect([refused.code, refused.stderr]).toEqual([EXIT.usage, expect.stringContaining('exists already')]);
    expect(await readdir(cli.folder)).not.toContain('all.jsonl.gz.partial');
  });

  it('one learner is exported to standard output, as JSON Lines and nothing else', async () => {
    const everybody = await cli.call('export');
    const lines = everybody.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const { user_id } = lines.find(({ collection }) => collection === 'users').document;
    const { stdout } = await cli.call('export', '--learner', user_id);
    const own = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(new Set(own.map(({ document, identity }) => (document ?? identity).user_id))).toEqual(
      new Set([user_id]),
    );
    const nobody = await cli.call('export', '--learner', '00000000-0000-4000-8000-000000000000', '--json');
    expect([nobody.code, nobody.stdout]).toEqual([EXIT.failed, expect.stringContaining('"not_found"')]);
  });

  it('the audit finds every query it can prove served by its index', async () => {
    const { code, document } = await cli.document('db', 'audit');
    expect(document).toHaveProperty(
      'queries',
      expect.arrayContaining([expect.objectContaining({ query: 'recent_session_history', verdict: 'good' })]),
    );
    expect([code, document]).toMatchObject([EXIT.done, { verdict: 'good' }]);
  });

  it('doctor finds everything there', async () => {
    const { code, stdout } = await cli.call('doctor');
    expect(code).toBe(EXIT.done);
    expect(stdout).toMatch(/✓ Schema\s+applied/);
    expect(stdout).toMatch(/✓ Keys\s.*readable by its owner only/);
    expect(stdout).toContain('Everything is there.');
  });
});

describe('records of people', () => {
  it('are refused without a declaration, with the choices there are', async () => {
    const { code, stderr } = await cli.call('import', 'attempts.csv', '--age-group', 'adult');
    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(/Missing: --legal-basis \(consent, contract, .*research\)\./);
  });

  it('are refused from a file that is not there', async () => {
    const { code, document } = await cli.document('import', 'nowhere.csv', ...DECLARED);
    expect([code, document]).toMatchObject([EXIT.usage, { error: { code: 'file_unreadable' } }]);
  });
});

it('an unreachable database is a failure with a hint, not a stack', async () => {
  const { code, stdout, stderr } = await cli.callWith(
    { MASTERX_MONGODB_URI: 'mongodb://user:secret@127.0.0.1:1/?serverSelectionTimeoutMS=300' },
    'db',
    'plan',
  );
  expect([code, stdout]).toEqual([EXIT.failed, '']);
  expect(stderr).toContain('error: The database cannot be reached.');
  expect(stderr).not.toMatch(/secret|\n\s+at /);
});

it('doctor finds a data folder below a file to be none', async () => {
  await writeFile(join(cli.folder, 'plain'), '');
  const below = { MASTERX_DATA_DIR: join(cli.folder, 'plain', 'data') };
  const { code, stdout } = await cli.callWith(below, 'doctor');
  expect([code, stdout]).toEqual([EXIT.failed, expect.stringMatching(/✗ Data folder\s.*cannot be written/)]);
});

it('the dictionary is written into a folder, and not below a file', async () => {
  const { document } = await cli.document('schema', 'dictionary', '--output', 'pages');
  expect(document).toHaveProperty('written', expect.arrayContaining([join(cli.folder, 'pages', 'users.md')]));
  await writeFile(join(cli.folder, 'file'), '');
  const refused = await cli.call('schema', 'dictionary', '--output', 'file/pages');
  expect([refused.code, refused.stderr]).toEqual([
    EXIT.usage,
    expect.stringContaining('is below something that is no folder'),
  ]);
});

const DECLARED = ['--legal-basis', 'consent', '--age-group', 'adult'] as const;
const MAP = 'learner=who,at=when,concept=skill,correct=right';
const TABLE = [
  'who,when,skill,right',
  'a,2026-01-05T10:00:00Z,Fractions,1',
  'a,2026-01-05T10:01:00Z,Fractions,0',
  'b,2026-01-06T09:00:00Z,Decimals,1',
  'b,yesterday,Decimals,1',
  '',
].join('\n');

function sampleTable(): string {
  return join(import.meta.dirname, '../../samples/oulad/studentAssessment.csv.gz');
}
