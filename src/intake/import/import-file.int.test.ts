import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { importFile } from './import-file.ts';
import { IMPORT_LIMITS } from './limits.ts';
import type { ImportPlatform, ImportRequest } from './request.ts';

const uri = inject('mongodbUri');
let folder: string;
let test: TestPlatform;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'masterx-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  test = await openTestPlatform(uri);
  return () => test.close();
});

async function file(name: string, lines: readonly string[]): Promise<string> {
  const path = join(await mkdtemp(join(folder, 'f-')), name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

const declared = { legalBasis: 'research', ageGroup: 'adult' } as const;
const importing = (path: string, more: Partial<ImportRequest> = {}) =>
  importFile(test.platform, { path, ...declared, ...more });

const rejectsOf = async (path: string | null): Promise<{ line: number; reason: string }[]> =>
  path === null
    ? []
    : (await readFile(path, 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));

async function everything() {
  const { items: learners } = await test.system.learners.list('imported', { limit: 200 });
  const sessions = [];
  const mastery = [];
  for (const { user_id } of learners) {
    sessions.push(...(await test.system.sessions.recent(user_id, new Date(0), { limit: 200 })).items);
    mastery.push(...(await test.system.insight.mastery(user_id, { limit: 200 })).items);
  }
  return { learners, sessions, mastery };
}

/** Attempts of some learners at some skills, one a minute, in sessions of three. */
function ktLines(learners: number, attempts: number): string[] {
  const rows = ['user_id\titem_id\ttimestamp\tcorrect\tskill_id'];
  for (let learner = 1; learner <= learners; learner++) {
    for (let at = 0; at < attempts; at++) {
      const second = Math.floor(at / 3) * 7_200 + (at % 3) * 60;
      rows.push(`${learner}\t${at % 5}\t${second}\t${at % 2}\t${at % 4}`);
    }
  }
  return rows;
}

describe('each kind of file', () => {
  it('kt: accounts without credentials, sessions that have ended, mastery and names', async () => {
    const report = await importing(await file('skills.tsv', ktLines(2, 6)));
    expect(report).toMatchObject({
      rows: 12,
      stored: 12,
      repeated: 0,
      rejected: 0,
      learners: 2,
      sessions: 4,
      rejectFile: null,
      format: 'kt',
      resumedFrom: 0,
    });
    const { learners, sessions, mastery } = await everything();
    const profile = await test.system.learners.profile(learners[0]?.user_id ?? '');
    expect(profile).toMatchObject({
      email: null,
      last_login: null,
      profile: { name: null, education_level: null },
      origin: { kind: 'imported', legal_basis: 'research', age_group: 'adult' },
    });
    expect(Object.values(profile.preferences.privacy_settings)).toEqual([false, false, false, false]);
    const { items, history } = await test.system.consents.of(profile.user_id);
    expect(history.map(({ consent }) => consent).sort()).toEqual(['analytics', 'emotional_data', 'research']);
    for (const { decided_by, basis } of history) expect([decided_by, basis]).toEqual(['import', 'research']);
    expect(items.filter(({ basis }) => basis === 'research')).toHaveLength(3);
    expect(profile.created_at).toEqual(new Date('2020-01-01T00:00:00Z'));
    expect(sessions.map(({ ended_at }) => ended_at?.toISOString()).sort()).toEqual([
      '2020-01-01T00:02:00.000Z',
      '2020-01-01T00:02:00.000Z',
      '2020-01-01T02:02:00.000Z',
      '2020-01-01T02:02:00.000Z',
    ]);
    expect(mastery.map(({ concept, evidence }) => [concept, evidence.attempts])).toContainEqual([
      'skill-0',
      2,
    ]);
    const { items: concepts } = await test.system.concepts.list('practice');
    expect(concepts.map(({ names }) => names.concept)).toContain('Skill 0');
  });

  it('lkt: typed answers, and study as exposure that judges nothing', async () => {
    const path = await file('cloze.csv', [
      'Anon.Student.Id,Session.Id,Time,Outcome,Input,KC..Default.',
      'Stu_1,s,2015-11-02 19:49:38,STUDY,,15-3 The mean is __',
      'Stu_1,s,2015-11-02 19:50:38,CORRECT,a centre,15-3 The mean is __',
    ]);
    expect(await importing(path)).toMatchObject({ rows: 2, stored: 2, sessions: 1, format: 'lkt' });
    const { learners, sessions, mastery } = await everything();
    const { items } = await test.system.sessions.interactions(
      learners[0]?.user_id ?? '',
      sessions[0]?.session_id ?? '',
    );
    expect(items.map(({ interaction_type, user_input }) => [interaction_type, user_input])).toEqual([
      ['feedback', undefined],
      ['assessment', 'a centre'],
    ]);
    expect(mastery).toHaveLength(1);
    expect(mastery[0]?.evidence).toMatchObject({ attempts: 1, score_sum: 1 });
  });

  it('fsrs: the ratings decide the schedule', async () => {
    const path = await file('log.csv', [
      'card_id,review_rating,review_time,review_duration',
      '7,3,2024-03-01T20:32:32+00:00,7241',
      '7,4,2024-03-08T20:32:32+00:00,900',
    ]);
    expect(await importing(path)).toMatchObject({ rows: 2, stored: 2, sessions: 2, format: 'fsrs' });
    const { mastery } = await everything();
    const { next_review_date } = mastery[0]?.spaced_repetition_data ?? {};
    expect(next_review_date?.getTime()).toBeGreaterThan(new Date('2024-03-20').getTime());
  });

  it('oulad: one session for each assessment', async () => {
    const path = await file('studentAssessment.csv', [
      'id_assessment,id_student,date_submitted,is_banked,score',
      '1752,11391,18,0,78',
      '1753,11391,54,0,20',
      '1753,28400,,0,60',
    ]);
    const beside = join(path, '..');
    await writeFile(
      join(beside, 'assessments.csv'),
      'code_module,code_presentation,id_assessment,assessment_type,date,weight\nAAA,2013J,1752,TMA,19,10\nAAA,2013J,1753,TMA,54,20\n',
    );
    await writeFile(
      join(beside, 'studentInfo.csv'),
      'code_module,code_presentation,id_student,gender,region,highest_education\nAAA,2013J,11391,M,Wales,HE Qualification\n',
    );
    const report = await importing(path, { ageGroup: 'unknown' });
    expect(report).toMatchObject({ rows: 3, stored: 2, rejected: 1, learners: 1, sessions: 2 });
    expect(await rejectsOf(report.rejectFile)).toEqual([
      { line: 4, reason: 'column date_submitted is empty' },
    ]);
    const { learners } = await everything();
    expect(learners[0]).toMatchObject({ education_level: 'undergraduate', country: 'GB' });
    expect(learners[0]?.origin).toMatchObject({ age_group: 'adult', source: 'oulad' });
  });

  it('xAPI: statements meet concepts, one a line or from standard input', async () => {
    const statement = (id: string, verb: string, at: string): string =>
      JSON.stringify({
        id,
        actor: { mbox: 'mailto:ada@example.org', name: 'Ada' },
        verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
        object: { id: 'http://example.org/activities/fractions' },
        timestamp: at,
      });
    const lines = [
      statement('0b1f3c52-7a3e-4a51-9c1e-3f2b1a0c9d8e', 'experienced', '2024-02-01T10:00:00Z'),
      statement('1b1f3c52-7a3e-4a51-9c1e-3f2b1a0c9d8e', 'passed', '2024-02-01T10:10:00Z'),
    ];
    expect(await importing(await file('statements.jsonl', lines))).toMatchObject({
      rows: 2,
      stored: 2,
      format: 'statements',
    });
    const { learners, mastery } = await everything();
    expect(learners[0]?.name).toBe('Ada');
    expect(mastery[0]?.evidence.attempts).toBe(1);
    const stdin = () => Readable.from([Buffer.from(lines.join('\n'))]);
    const rejectFile = join(folder, 'stdin.rejects');
    expect(await importing('-', { read: { stdin: stdin() }, rejectFile })).toMatchObject({
      rows: 2,
      repeated: 2,
    });
  });
});

describe('every row has one fate', () => {
  it('refused, repeated and contradicting rows cost nobody else anything', async () => {
    const header = 'student,at,skill,right,seconds,answer';
    const rows = [
      'ann,2024-01-01T10:00:00Z,addition,1,5,four',
      'ann,2024-01-01T10:00:00Z,addition,1,5,four',
      'ann,2024-01-01T10:01:00Z,addition,maybe,5,four',
      'bob,2024-01-01T10:00:00Z,addition,0,7,five',
      'bob,never,addition,0,7,five',
    ];
    const map = 'learner=student,at=at,concept=skill,correct=right,responseSeconds=seconds,input=answer';
    const path = await file('table.csv', [header, ...rows]);
    const report = await importing(path, { read: { mapping: map } });
    expect(report).toMatchObject({ rows: 5, rejected: 2, learners: 2 });
    expect(report.stored + report.repeated).toBe(3);
    const reasons = await rejectsOf(report.rejectFile);
    expect(reasons.map(({ line }) => line)).toEqual([4, 6]);
    expect(JSON.stringify(reasons)).not.toMatch(/maybe|never|four/);
  });

  it('a row that says otherwise of what is stored is rejected, the rest of its batch is stored', async () => {
    const lines = ktLines(3, 9);
    const path = await file('skills.tsv', lines);
    await importing(path);
    // The same row number is the same attempt; now it was right. And one row is new.
    lines[11] = (lines[11] ?? '').replace(/\t[01]\t(\d)$/, '\t0.5\t$1');
    lines.push('3\t4\t16000\t1\t2');
    await writeFile(path, `${lines.join('\n')}\n`);
    const report = await importing(path);
    expect(report).toMatchObject({ rows: 28, stored: 1, repeated: 26, rejected: 1 });
    expect(await rejectsOf(report.rejectFile)).toMatchObject([{ line: 12 }]);
  });

  it('a second import of the same file adds nothing, and says so', async () => {
    const path = await file('skills.tsv', ktLines(4, 12));
    const first = await importing(path);
    const before = await everything();
    const second = await importing(path);
    expect(second).toMatchObject({ rows: first.rows, stored: 0, repeated: 48, learners: 0, sessions: 0 });
    expect(await everything()).toEqual(before);
    await appendFile(path, '9\t4\t16000\t1\t2\n');
    expect(await importing(path)).toMatchObject({ rows: 49, stored: 1, repeated: 48, learners: 1 });
  });
});

describe('an import that breaks off', () => {
  /** A platform whose import stops before its n-th transaction, once for all. */
  function breakingAfter(writes: number): ImportPlatform {
    let left = writes;
    const { clock, entropy, keyring } = test.platform;
    return {
      clock,
      entropy,
      keyring,
      as(actor) {
        const real = test.platform.as(actor);
        return {
          documents: real.documents,
          sessions: {
            record(recordings, within) {
              if (left-- === 0) throw new Error('the power fails');
              return real.sessions.record(recordings, within);
            },
          },
        };
      },
    };
  }

  it('ends with the same counts, rejects and documents wherever it broke off', async () => {
    const lines = ktLines(170, 9);
    lines.splice(40, 0, '1\t1\tlater\t1\t1');
    lines.splice(1_400, 0, '300\t1\t10\tperhaps\t1');
    const path = await file('skills.tsv', lines);
    const whole = await importing(path);
    expect(whole).toMatchObject({ rows: 1_532, stored: 1_530, rejected: 2, sessions: 510 });
    const rejects = await readFile(whole.rejectFile ?? '', 'utf8');
    const sizes = await test.system.operation.sizes();

    for (let writes = 0, broken = true; broken; writes++) {
      await test.close();
      test = await openTestPlatform(uri);
      const attempt = importFile(breakingAfter(writes), { path, ...declared });
      broken = await attempt.then(
        () => false,
        () => true,
      );
      if (!broken) break;
      const report = await importing(path);
      expect({ ...report, seconds: 0, resumedFrom: 0 }).toEqual({ ...whole, seconds: 0 });
      expect(await readFile(report.rejectFile ?? '', 'utf8')).toBe(rejects);
      const relevant = (all: typeof sizes) => all.filter(({ name }) => !name.startsWith('audit'));
      expect(relevant(await test.system.operation.sizes())).toEqual(relevant(sizes));
    }
  }, 900_000);

  it('stops on the signal after the batch at hand, and goes on from there', async () => {
    const path = await file('skills.tsv', ktLines(200, 6));
    const interruption = new AbortController();
    const stopped = importFile(
      test.platform,
      { path, ...declared },
      {
        signal: interruption.signal,
        onProgress: ({ line }) => line > 0 && interruption.abort(),
      },
    );
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
    const report = await importing(path);
    expect(report).toMatchObject({ rows: 1_200, stored: 1_200, repeated: 0, learners: 200 });
    expect(await importing(path, { restart: true })).toMatchObject({ stored: 0, repeated: 1_200 });
  });

  it('stops on the signal between batches when every row is read', async () => {
    const path = await file('waiting.tsv', ktLines(300, 6));
    const interruption = new AbortController();
    const written: number[] = [];
    const stopped = importFile(
      test.platform,
      { path, ...declared },
      {
        signal: interruption.signal,
        onProgress: ({ stored }) => {
          if (stored === 0) return;
          written.push(stored);
          interruption.abort();
        },
      },
    );
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
    expect(written).toHaveLength(1);
    expect(written[0]).toBeLessThan(1_800);
    expect(await importing(path)).toMatchObject({ rows: 1_800, stored: 1_800, repeated: 0 });
  });

  it('lets nobody else import the same file meanwhile', async () => {
    const path = await file('skills.tsv', ktLines(20, 6));
    let other: Promise<unknown> | undefined;
    const { clock, entropy, keyring } = test.platform;
    const meddling: ImportPlatform = {
      clock,
      entropy,
      keyring: {
        forLearners: (learners) => keyring.forLearners(learners),
        async indexKey(purpose, epoch) {
          other ??= importing(path);
          await other;
          return keyring.indexKey(purpose, epoch);
        },
      },
      as: (actor) => test.platform.as(actor),
    };
    await expect(importFile(meddling, { path, ...declared })).rejects.toMatchObject({
      code: 'write_conflict',
    });
    expect((await everything()).sessions).toHaveLength(40);
  });
});

describe('a long session', () => {
  it('is written in parts and ends as one', async () => {
    const rows = ['user_id\titem_id\ttimestamp\tcorrect\tskill_id'];
    const count = IMPORT_LIMITS.sessionRowsMax * 2 + 1;
    for (let at = 0; at < count; at++) rows.push(`1\t${at}\t${at * 2}\t1\t${at % 2}`);
    const report = await importing(await file('long.tsv', rows));
    expect(report).toMatchObject({ rows: count, stored: count, sessions: 1 });
    const { learners, sessions } = await everything();
    expect(sessions[0]).toMatchObject({ performance_metrics: { questions_attempted: count } });
    expect(sessions[0]?.duration_minutes).toBeCloseTo((count - 1) / 30);
    const concept = await test.system.insight.concept(
      learners[0]?.user_id ?? '',
      'practice',
      'skills',
      'skill-0',
    );
    expect(concept?.learning_history).toHaveLength(1);
    expect(concept?.evidence.attempts).toBe(IMPORT_LIMITS.sessionRowsMax + 1);
  });
});

describe('the reject file', () => {
  it('is never written over something else', async () => {
    const path = await file('skills.tsv', ktLines(1, 3));
    const precious = await file('precious.txt', ['my notes']);
    await expect(importing(path, { rejectFile: precious })).rejects.toMatchObject({ code: 'usage' });
    await expect(importing(path, { rejectFile: path })).rejects.toMatchObject({ code: 'usage' });
    expect(await readFile(precious, 'utf8')).toBe('my notes\n');
  });
});

it('writes every access of the import into the trail', async () => {
  const path = await file('skills.tsv', ktLines(1, 3));
  await importFile(test.platform, { path, ...declared }, { requestId: 'import-7' });
  const outbox = await test.platform.connection.data.collection('audit_outbox').find().toArray();
  const entries = outbox.flatMap(({ entries: some }) => some as { request_id: string }[]);
  expect(entries.filter(({ request_id }) => request_id === 'import-7').length).toBeGreaterThan(3);
});
