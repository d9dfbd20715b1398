import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReading, type ReadOptions } from '../readers/open.ts';
import type { PracticeAttempt, ReadItem } from '../readers/record.ts';
import { columnsOf, delimiterOf } from '../readers/table.ts';
import { presentationStartMs } from './oulad-tables.ts';
import { PRESET_NAMES, PRESETS, presetOf } from './table.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'masterx-presets-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

async function read(name: string, lines: readonly string[], options: ReadOptions = {}): Promise<ReadItem[]> {
  const path = join(directory, name);
  await writeFile(path, lines.join('\n'));
  const items: ReadItem[] = [];
  for await (const item of await openReading(path, options)) items.push(item);
  return items;
}

const attempts = (items: readonly ReadItem[]): PracticeAttempt[] =>
  items.filter((item) => item.kind === 'attempt');

describe('the table of presets', () => {
  it.each(PRESET_NAMES)('recognises the example of %s by its header', (name) => {
    const [header = ''] = PRESETS[name].example.split('\n');
    expect(presetOf(columnsOf(header, delimiterOf(header)))).toBe(name);
  });
});

describe('kt', () => {
  const header = 'user_id\titem_id\ttimestamp\tcorrect\tskill_id';

  it('keeps the order of rows without times', async () => {
    const items = attempts(
      await read('zero.csv', [header, '1\t7\t0\t0\t6', '1\t8\t0\t1\t6', '2\t7\t\t1\t6', '2\t8\t\t0\t6']),
    );
    expect(items.map((item) => item.at.toISOString())).toEqual([
      '2020-01-01T00:00:00.000Z',
      '2020-01-01T00:00:00.001Z',
      '2020-01-01T00:00:00.000Z',
      '2020-01-01T00:00:00.001Z',
    ]);
    expect(new Set(items.map((item) => item.source))).toEqual(new Set(['kt:zero']));
  });

  it('takes offsets from the epoch said, seconds and milliseconds since 1970', async () => {
    const rows = [header, '1\t7\t60\t0\t6', '2\t7\t1700000000\t0\t6', '3\t7\t1700000000000\t0\t6'];
    const items = attempts(await read('times.csv', rows, { epoch: new Date('2009-09-01T00:00:00Z') }));
    expect(items.map((item) => item.at.toISOString())).toEqual([
      '2009-09-01T00:01:00.000Z',
      '2023-11-14T22:13:20.000Z',
      '2023-11-14T22:13:20.000Z',
    ]);
  });

  it('parts sessions by learner and by pauses of more than 30 minutes', async () => {
    const rows = ['1\t7\t0', '1\t7\t1800', '1\t7\t3601', '2\t7\t3601'].map((row) => `${row}\t1\t6`);
    const sessions = attempts(await read('pauses.csv', [header, ...rows])).map((item) => item.session);
    expect(sessions).toEqual(['1@row 2', '1@row 2', '1@row 4', '2@row 5']);
  });

  it('makes one concept of several skills, in any order', async () => {
    const skills = ['6', '12~~3', '3_12', '3~12', 'Long_Division', 'a~~b', 'b~~a'];
    const items = attempts(
      await read('skills.csv', [header, ...skills.map((skill) => `1\t7\t0\t1\t${skill}`)]),
    );
    expect(items.map((item) => item.concept.slug)).toEqual([
      'skill-6',
      'skill-3-12',
      'skill-3-12',
      'skill-3-12',
      'long-division',
      items[5]?.concept.slug,
      items[5]?.concept.slug,
    ]);
    expect(items[1]?.concept.name).toBe('Skill 3 + 12');
  });

  it('keeps partial credit, and refuses what has no skill, time or outcome', async () => {
    const rows = [
      '1\t7\t0\t0.5\t6',
      '1\t7\t0\t1\t',
      '1\t7\t-5\t1\t6',
      '1\t7\t0\t\t6',
      '1\t7\t0\t2\t6',
      '1\t\t0\t1\t6',
    ];
    const items = await read('partial.csv', [header, ...rows]);
    expect(items[0]).toMatchObject({ score: 0.5 });
    expect(items[0]).not.toHaveProperty('correct');
    expect(items.slice(1, 5).map((item) => (item.kind === 'reject' ? item.reason : item.kind))).toEqual([
      'column skill_id is empty',
      'column timestamp is not a time between 1970 and 2099',
      'column correct is empty',
      'column correct is not between 0 and 1',
    ]);
    expect(items[5]).not.toHaveProperty('item');
  });
});

describe('fsrs', () => {
  it('reads ratings, and parts sessions by pauses', async () => {
    const items = attempts(
      await read('ada.csv', [
        'card_id,review_rating,review_time,review_duration',
        '1,1,2024-03-29T20:00:00+00:00,25060',
        '2,3,2024-03-29T20:30:00+00:00,',
        '1,4,2024-03-29T21:00:01+00:00,10',
      ]),
    );
    expect(items.map(({ rating, correct, responseSeconds }) => [rating, correct, responseSeconds])).toEqual([
      [1, false, 25.06],
      [3, true, undefined],
      [4, true, 0.01],
    ]);
    expect(items.map((item) => item.session)).toEqual([
      'ada@2024-03-29T20:00:00.000Z',
      'ada@2024-03-29T20:00:00.000Z',
      'ada@2024-03-29T21:00:01.000Z',
    ]);
    expect(new Set(items.map((item) => item.learner))).toEqual(new Set(['ada']));
  });

  it('refuses ratings that are none', async () => {
    const rows = ['0', '5', '2.5', 'x', ''].map((rating) => `1,${rating},2024-03-29T20:00:00Z`);
    const items = await read('bad.csv', ['card_id,review_rating,review_time', ...rows]);
    expect(items.map((item) => item.kind)).toEqual(Array(5).fill('reject'));
  });
});

describe('lkt', () => {
  const header =
    'Anon.Student.Id,Session.Id,Time,Outcome,Input,Level..Unitname.,KC..Default.,CF..Response.Time.,CF..End.Latency.';

  it('reads outcomes at the instant of the answer, and study as exposure', async () => {
    const items = await read('lkt.csv', [
      header,
      's,"Tue, 3",2015-11-02 19:49:38,INCORRECT,[timeout],Practice,15-3 The __,1446515390344.0,12005',
      's,"Tue, 3",2015-11-02 19:50:38,CORRECT,mean,Posttest,15-3 The __,,900',
      's,"Tue, 3",2015-11-02 19:51:38,STUDY,[timeout],Practice,15-3 The __,1446515490344.0,-1',
      's,"Tue, 3",2015-11-02 19:52:38,HINT,,Practice,15-3 The __,1446515590344.0,-1',
    ]);
    expect(items).toMatchObject([
      {
        kind: 'attempt',
        correct: false,
        at: new Date(1_446_515_390_344),
        responseSeconds: 12.005,
        sessionType: 'practice',
      },
      {
        kind: 'attempt',
        correct: true,
        at: new Date('2015-11-02T19:50:38Z'),
        input: 'mean',
        sessionType: 'assessment',
      },
      { kind: 'statement', interactionType: 'feedback', verb: { slug: 'studied' } },
      { kind: 'reject', reason: 'column Outcome is none of CORRECT, INCORRECT and STUDY' },
    ]);
    expect(items[0]).not.toHaveProperty('input');
    expect(items[2]).not.toHaveProperty('responseSeconds');
    const sessions = items.map((item) =>
      item.kind === 'attempt' || item.kind === 'statement' ? item.session : '',
    );
    expect(sessions[0]).toBe(sessions[2]);
    expect(sessions[0]).not.toBe(sessions[1]);
  });
});

describe('oulad', () => {
  const scores = [
    'id_assessment,id_student,date_submitted,is_banked,score',
    '1,11,18,0,78',
    '1,12,-1,1,39',
    '2,11,5,0,',
    '2,11,5,0,?',
    '9,11,5,0,50',
    '2,11,5,0,101',
  ];

  it('joins scores with assessments and learners', async () => {
    await writeFile(
      join(directory, 'assessments.csv'),
      '"code_module","code_presentation","id_assessment","assessment_type"\n"AAA","2013J","1","TMA"\n"AAA","2014B","2","Exam"\n',
    );
    await writeFile(
      join(directory, 'studentInfo.csv'),
      'code_module,code_presentation,id_student,region,highest_education\nAAA,2013J,11,Scotland,HE Qualification\nAAA,2013J,12,Ireland,?\n',
    );
    const items = await read('studentAssessment.csv', scores);
    expect(items[0]).toEqual({
      kind: 'attempt',
      line: 2,
      source: 'oulad',
      learner: '11',
      attempt: '1|11',
      session: '1|11',
      at: new Date('2013-10-19T12:00:00Z'),
      sessionType: 'assessment',
      subject: { slug: 'aaa', name: 'AAA' },
      topic: { slug: '2013j', name: '2013J' },
      concept: { slug: 'aaa-tma', name: 'AAA TMA' },
      item: { slug: 'assessment-1', name: 'Assessment 1' },
      correct: true,
      score: 0.78,
      learnerFacts: { ageGroup: 'adult', educationLevel: 'undergraduate', country: 'GB', region: 'Scotland' },
    });
    expect(items[1]).toMatchObject({
      at: new Date('2013-09-30T12:00:00Z'),
      correct: false,
      learnerFacts: { ageGroup: 'adult', region: 'Ireland' },
    });
    expect(items.slice(2).map((item) => (item.kind === 'reject' ? item.reason : item.kind))).toEqual([
      'column score is empty',
      'column score is empty',
      'column id_assessment names no row of assessments.csv',
      'column score is not between 0 and 100',
    ]);
  });

  it('says which table is missing or wrong', async () => {
    const beside = await mkdtemp(join(directory, 'beside-'));
    await expect(read('scores.csv', scores, { beside })).rejects.toThrow(/assessments\.csv is missing/);
    await writeFile(
      join(beside, 'assessments.csv'),
      'code_module,code_presentation,id_assessment,assessment_type\nAAA,2013X,1,TMA\n',
    );
    await expect(read('scores.csv', scores, { beside })).rejects.toThrow(/line 2, column code_presentation/);
  });

  it('lets presentations start in February and October', () => {
    expect(presentationStartMs('2014B')).toBe(Date.UTC(2014, 1, 1));
    expect(presentationStartMs('2013J')).toBe(Date.UTC(2013, 9, 1));
    expect(presentationStartMs('2013K')).toBeUndefined();
    expect(presentationStartMs('J')).toBeUndefined();
  });
});

describe('a mapping', () => {
  it('reads everything a column can be mapped to', async () => {
    const mapping =
      'learner=l,at=t,concept=c,score=s,rating=r,subject=su,topic=to,item=i,attempt=a,session=se,sessionType=st,' +
      'difficulty=d,responseSeconds=rs,input=in,name=n,email=e,country=co,region=re,educationLevel=ed';
    const items = await read(
      'all.csv',
      [
        'l,t,c,s,r,su,to,i,a,se,st,d,rs,in,n,e,co,re,ed',
        'x,1700000000,c,0.25,2,S,T,I,a1,s1,Revision,0.5,3.5,typed,N,n@e.org,de,BY,graduate',
      ],
      { mapping },
    );
    expect(items).toEqual([
      {
        kind: 'attempt',
        line: 2,
        source: 'csv:all',
        learner: 'x',
        attempt: 'a1',
        session: 'x|s1',
        at: new Date(1_700_000_000_000),
        sessionType: 'revision',
        subject: { slug: 's', name: 'S' },
        topic: { slug: 't', name: 'T' },
        concept: { slug: 'c', name: 'c' },
        item: { slug: 'i', name: 'I' },
        score: 0.25,
        rating: 2,
        difficulty: 0.5,
        responseSeconds: 3.5,
        input: 'typed',
        learnerFacts: {
          name: 'N',
          email: 'n@e.org',
          country: 'DE',
          region: 'BY',
          educationLevel: 'graduate',
        },
      },
    ]);
  });
});
