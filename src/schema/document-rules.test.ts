import { expect, it } from 'vitest';
import {
  type Contradiction,
  description,
  element,
  notes,
  refusal,
  refusesEach,
  words,
} from '../../test/support/contradictions.ts';
import { encrypted } from './fields/facts.ts';
import { growingList, list } from './fields/list.ts';
import { record } from './fields/record.ts';
import { slug } from './fields/slug.ts';

const sealed = encrypted({ envelope: 'secrets' });

const DOCUMENTS: readonly Contradiction[] = [
  [
    'a shared envelope inside an element',
    () =>
      notes({
        adds: {
          a: list(element({ id: slug({ description }), b: words({ protection: sealed }) }), {
            description,
            maxItems: 3,
            elementKey: ['id'],
          }),
        },
      }),
    'notes.a[].b',
    'shares an envelope',
  ],
  [
    'a shared envelope inside a record',
    () =>
      notes({
        adds: {
          a: record(slug({ description }), words({ protection: sealed }), { description, maxKeys: 3 }),
        },
      }),
    'notes.a{}',
    'shares an envelope',
  ],
  [
    'a blind index inside a shared envelope',
    () =>
      notes({
        adds: {
          a: words({
            protection: encrypted({ envelope: 'secrets', blindIndex: { normalise: 'email', version: 1 } }),
          }),
        },
      }),
    'notes.a',
    'blind index',
  ],
  [
    'a blind index below the document itself',
    () =>
      notes({
        adds: {
          a: element({
            b: words({ protection: encrypted({ blindIndex: { normalise: 'email', version: 1 } }) }),
          }),
        },
      }),
    'notes.a.b',
    'blind index',
  ],
  [
    'a field named as a shared envelope',
    () => notes({ adds: { a: words({ protection: sealed }), secrets: words() } }),
    'notes.secrets',
    'has a name',
  ],
  [
    'a field named as the paging of growing lists',
    () => notes({ adds: { a: growingList(words(), { description }), paging: words() } }),
    'notes.paging',
    'has a name',
  ],
  [
    'a founding age group that is no field',
    () => notes({ founds: { ageGroup: 'nowhere', legalBasis: 'nowhere' } }),
    'notes',
    '"nowhere"',
  ],
  [
    'two growing lists of one name',
    () =>
      notes({
        adds: {
          a: element({ history: growingList(words(), { description }) }),
          b: element({ history: growingList(words(), { description }) }),
        },
      }),
    'notes.b.history',
    '"a.history"',
  ],
  [
    'a growing list inside an element',
    () =>
      notes({
        adds: {
          a: list(element({ b: growingList(words(), { description }) }), { description, maxItems: 3 }),
        },
      }),
    'notes.a[].b',
    'inside an element',
  ],
  [
    'a value behind a consent that cannot be absent',
    () => notes({ adds: { a: words({ consent: 'emotional_data' }) } }),
    'notes.a',
    '"emotional_data"',
  ],
  [
    'a value that cannot go before its document',
    () => notes({ adds: { a: element({ b: words() }), c: words({ retention: 'ai_interaction_logs' }) } }),
    'notes.c',
    '"ai_interaction_logs"',
  ],
  ['an identity without a unique index', () => notes({ identity: ['written_at'] }), 'notes', 'written_at'],
  ['an identity that is no field', () => notes({ identity: ['nobody'] }), 'notes', '"nobody"'],
  ['an owner that is no field', () => notes({ owner: 'nobody' }), 'notes', '"nobody"'],
  ['a shard key that is no field', () => notes({ shardKey: { nowhere: 1 } }), 'notes', '"nowhere"'],
  ['a date that is no field', () => notes({ datedBy: 'never' }), 'notes', '"never"'],
  ['a date that is no instant', () => notes({ datedBy: 'score' }), 'notes', '"score"'],
  ['search in no field', () => notes({ textSearch: { paths: ['nothing'], why: '' } }), 'notes', '"nothing"'],
  [
    'search in encrypted text without tokens',
    () => notes({ textSearch: { paths: ['mood'], why: '' } }),
    'notes.mood',
    'no search tokens',
  ],
  [
    'an extension without a reason',
    () => {
      const { extension: _, ...rest } = notes();
      return rest;
    },
    'notes',
    'no reason',
  ],
];

refusesEach(DOCUMENTS);

it('refuses a collection declared twice', () => {
  expect(refusal(notes(), notes())).toContain('notes is declared twice');
});
