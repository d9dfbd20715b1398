import { describe, expect, it } from 'vitest';
import {
  type Contradiction,
  description,
  element,
  notes,
  refusal,
  refusesEach,
  unknown,
  words,
} from '../../test/support/contradictions.ts';
import { choice } from './fields/choice.ts';
import { encrypted } from './fields/facts.ts';
import { group } from './fields/group.ts';
import { count } from './fields/integer.ts';
import { growingList, list } from './fields/list.ts';
import { record } from './fields/record.ts';
import { slug } from './fields/slug.ts';

it('takes the declaration that every case changes', () => {
  expect(refusal(notes())).toBe('nothing was refused');
});

const VOCABULARY: readonly Contradiction[] = [
  [
    'a purpose that does not exist',
    () => notes({ adds: { a: words({ purpose: unknown('curiosity') }) } }),
    'notes.a',
    'purpose "curiosity"',
  ],
  [
    'a retention rule that does not exist',
    () => notes({ adds: { a: words({ retention: unknown('for_ever') }) } }),
    'notes.a',
    'retention rule "for_ever"',
  ],
  [
    'a consent that does not exist',
    () => notes({ adds: { a: words({ optional: true, consent: unknown('everything') }) } }),
    'notes.a',
    'consent "everything"',
  ],
  [
    'a field without a purpose',
    () => {
      const { purpose: _, ...rest } = notes();
      return rest;
    },
    'notes',
    'has no purpose',
  ],
  [
    'a field without a retention rule',
    () => {
      const { retention: _, ...rest } = notes();
      return rest;
    },
    'notes',
    'has no retention rule',
  ],
];

const FIELDS: readonly Contradiction[] = [
  [
    'an identifying field that is not encrypted',
    () => notes({ adds: { name: words({ identifies: true }) } }),
    'notes.name',
    'identifies a person',
  ],
  [
    'an identifying field deep inside that is not encrypted',
    () =>
      notes({
        adds: { friends: list(element({ name: words({ identifies: true }) }), { description, maxItems: 3 }) },
      }),
    'notes.friends[].name',
    'identifies a person',
  ],
  [
    'a list without an end',
    () => notes({ adds: { a: list(words(), { description, maxItems: 0 }) } }),
    'notes.a',
    'without an end',
  ],
  [
    'a list that is bounded and growing',
    () => notes({ adds: { a: { ...growingList(words(), { description }), maxItems: 3 } } }),
    'notes.a',
    'both bounded and growing',
  ],
  [
    'a text without an end',
    () => notes({ adds: { a: words({ maxLength: 0 }) } }),
    'notes.a',
    'greatest length',
  ],
  [
    'a text shorter than its least',
    () => notes({ adds: { a: words({ minLength: 11 }) } }),
    'notes.a',
    'longer at least',
  ],
  [
    'a record without an end',
    () => notes({ adds: { a: record(slug({ description }), words(), { description, maxKeys: 0 }) } }),
    'notes.a',
    'greatest number of keys',
  ],
  [
    'a number without a range',
    () => notes({ adds: { a: count({ description, maximum: -1 }) } }),
    'notes.a',
    'no range',
  ],
  [
    'an integer past 32 bits',
    () => notes({ adds: { a: count({ description, maximum: 2 ** 40 }) } }),
    'notes.a',
    'allows more',
  ],
  [
    'a choice among nothing',
    () => notes({ adds: { a: choice([], { description }) } }),
    'notes.a',
    'among nothing',
  ],
  [
    'a choice named twice',
    () => notes({ adds: { a: choice(['x', 'x'], { description }) } }),
    'notes.a',
    'twice',
  ],
  [
    'elements with encrypted fields and no element key',
    () =>
      notes({
        adds: { a: list(element({ b: words({ protection: encrypted() }) }), { description, maxItems: 3 }) },
      }),
    'notes.a',
    'no elementKey',
  ],
  [
    'an element key that elements do not have',
    () =>
      notes({ adds: { a: list(element({ b: words() }), { description, maxItems: 3, elementKey: ['c'] }) } }),
    'notes.a',
    '"c"',
  ],
  [
    'encryption inside encryption',
    () =>
      notes({
        adds: {
          a: group({ b: words({ protection: encrypted() }) }, { description, protection: encrypted() }),
        },
      }),
    'notes.a.b',
    'encrypted inside',
  ],
];

describe('vocabulary', () => refusesEach(VOCABULARY));
describe('fields', () => refusesEach(FIELDS));
