import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Refusal } from './refusal.ts';
import { recordOfStatement } from './xapi-statement.ts';

const ID = 'fd41c918-b88b-4b20-a0a5-a4c32391aaa0';
const QUIZ = 'https://example.org/courses/algebra/quiz-1/q1';

const statement = {
  id: ID,
  actor: { objectType: 'Agent', mbox: 'mailto:ada@example.org', name: 'Ada' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
  object: {
    id: QUIZ,
    definition: {
      name: { fr: 'Première', 'en-US': 'First' },
      type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
    },
  },
  result: { success: true, response: '42', duration: 'PT4.5S', score: { scaled: 0.5 } },
  context: {
    registration: 'EC531277-B57B-4C15-8D91-D292C5B2B8F7',
    contextActivities: {
      parent: [{ id: 'https://example.org/courses/algebra/quiz-1' }],
      grouping: {
        id: 'https://example.org/courses/algebra',
        definition: { type: 'http://adlnet.gov/expapi/activities/course' },
      },
    },
  },
  timestamp: '2024-05-01T10:00:00.123456+02:00',
  version: '1.0.3',
};

const verb = (word: string): { verb: { id: string } } => ({
  verb: { id: `http://adlnet.gov/expapi/verbs/${word}` },
});

describe('recordOfStatement', () => {
  it('makes an answered question an attempt', () => {
    expect(recordOfStatement(statement, 7)).toEqual({
      kind: 'attempt',
      line: 7,
      source: 'xapi',
      learner: `mbox_sha1sum:${createHash('sha1').update('mailto:ada@example.org').digest('hex')}`,
      attempt: ID,
      session: expect.stringMatching(/^[0-9a-f]{32}$/),
      at: new Date('2024-05-01T08:00:00.123Z'),
      sessionType: 'practice',
      subject: { slug: expect.stringMatching(/^algebra-[0-9a-f]{12}$/), name: 'algebra' },
      topic: { slug: expect.stringMatching(/^quiz-1-[0-9a-f]{12}$/), name: 'quiz-1' },
      concept: { slug: expect.stringMatching(/^q1-[0-9a-f]{12}$/), name: 'First' },
      correct: true,
      score: 0.5,
      input: '42',
      responseSeconds: 4.5,
      learnerFacts: { name: 'Ada', email: 'ada@example.org' },
    });
  });

  it.each([
    ['passed', {}, { correct: true }],
    ['failed', { score: { raw: 2, max: 10 } }, { correct: false, score: 0.2 }],
    ['scored', { score: { raw: 3, min: 1, max: 5 } }, { score: 0.5 }],
    ['scored', { score: { scaled: -0.5 } }, { score: 0 }],
    ['completed', { success: false }, { correct: false }],
  ])('takes %s with %j as an outcome', (word, result, outcome) => {
    const record = recordOfStatement({ ...statement, ...verb(word), result }, 1);
    expect(record).toMatchObject({ kind: 'attempt', ...outcome });
    expect('score' in record).toBe('score' in outcome);
  });

  it.each([
    ['initialized', 'question'],
    ['played', 'question'],
    ['paused', 'response'],
    ['seeked', 'response'],
    ['anything-else', 'response'],
    ['completed', 'feedback'],
    ['answered', 'assessment'],
  ])('takes %s without a result as exposure, a %s', (word, interactionType) => {
    const record = recordOfStatement({ ...statement, ...verb(word), result: { completion: true } }, 1);
    expect(record).toMatchObject({ kind: 'statement', interactionType, verb: { slug: word } });
  });

  it('takes opinions and skipped tasks for no test', () => {
    const opinion = { ...statement, object: { id: QUIZ, definition: { interactionType: 'likert' } } };
    const result = { score: { raw: 5, min: 1, max: 5 } };
    expect(recordOfStatement({ ...opinion, result }, 1).kind).toBe('statement');
    expect(recordOfStatement({ ...statement, ...verb('skipped'), result }, 1).kind).toBe('statement');
  });

  it('knows a learner by address and by its hash as one, and others apart', () => {
    const learners = [
      { mbox: 'mailto:ada@example.org' },
      { mbox_sha1sum: createHash('sha1').update('mailto:ada@example.org').digest('hex').toUpperCase() },
      { openid: 'https://ada.example.org/' },
      { account: { homePage: 'https://example.org', name: 'ada' } },
      { account: { homePage: 'https://example.com', name: 'ada' } },
    ].map((actor) => {
      const record = recordOfStatement({ ...statement, actor }, 1);
      return 'learner' in record ? record.learner : '';
    });
    expect(learners[0]).toBe(learners[1]);
    expect(new Set(learners).size).toBe(4);
  });

  it('keeps sessions by extension, registration, or activity and day, each of one learner', () => {
    const sessionOf = (part: object): string => {
      const record = recordOfStatement({ ...statement, ...part }, 1);
      return 'session' in record ? record.session : '';
    };
    const other = { actor: { mbox: 'mailto:bob@example.org' } };
    const extensions = { 'https://w3id.org/xapi/video/extensions/session-id': 'x' };
    expect(sessionOf({ timestamp: '2024-06-01T00:00:00Z' })).toBe(sessionOf({}));
    expect(sessionOf(other)).not.toBe(sessionOf({}));
    expect(sessionOf({ context: { ...statement.context, extensions } })).not.toBe(sessionOf({}));
    expect(sessionOf({ context: {}, timestamp: '2024-06-01T00:00:00Z' })).not.toBe(
      sessionOf({ context: {} }),
    );
    expect(sessionOf({ context: {} })).toBe(sessionOf({ context: {}, ...verb('played') }));
  });

  it('identifies a statement without an identifier by its content, in any order of keys', () => {
    const { id: _, ...anonymous } = statement;
    const reversed = Object.fromEntries(Object.entries(anonymous).reverse());
    const attempts = [anonymous, reversed, { ...anonymous, timestamp: '2024-05-01T10:00:01Z' }].map(
      (given) => {
        const record = recordOfStatement(given, 1);
        return 'attempt' in record ? record.attempt : '';
      },
    );
    expect(attempts[0]).toBe(attempts[1]);
    expect(attempts[0]).not.toBe(attempts[2]);
  });

  it.each([
    ['an identifier that is no UUID', { id: 'ada@example.org' }, 'id is not'],
    ['an old version', { version: '0.95' }, 'version'],
    ['no actor', { actor: undefined }, 'actor is missing'],
    ['two identifiers', { actor: { mbox: 'mailto:a@b.c', openid: 'https://a.b/' } }, 'exactly one'],
    ['no identifier', { actor: { name: 'Ada' } }, 'exactly one'],
    ['a group', { actor: { objectType: 'Group', mbox: 'mailto:a@b.c' } }, 'group'],
    ['an address without mailto', { actor: { mbox: 'ada@example.org' } }, 'mailto'],
    ['an account without a home', { actor: { account: { name: 'ada' } } }, 'homePage'],
    ['a verb that is no IRI', { verb: { id: 'answered' } }, 'verb.id'],
    ['a voiding', { ...verb('voided'), object: { objectType: 'StatementRef', id: ID } }, 'voids'],
    ['a sub-statement', { object: { objectType: 'SubStatement' } }, 'sub-statement'],
    ['another statement', { object: { objectType: 'StatementRef', id: ID } }, 'another statement'],
    ['a person as object', { object: { objectType: 'Agent', mbox: 'mailto:a@b.c' } }, 'not an activity'],
    ['an activity without IRI', { object: { id: 'q 1' } }, 'object.id'],
    ['no time', { timestamp: undefined }, 'timestamp is missing'],
    ['a date without time', { timestamp: '2024-05-01' }, 'ISO 8601'],
    ['a score beyond its bounds', { result: { score: { raw: 11, max: 10 } } }, 'between min and max'],
    ['a scaled score above 1', { result: { score: { scaled: 50 } } }, 'between -1 and 1'],
    ['success in words', { result: { success: 'yes' } }, 'true or false'],
  ])('refuses %s, without quoting a value', (_what, part, words) => {
    const attempt = (): unknown => recordOfStatement({ ...statement, ...part }, 1);
    expect(attempt).toThrow(Refusal);
    expect(attempt).toThrow(words);
    expect(attempt).not.toThrow(/ada|q 1|a@b/);
  });
});
