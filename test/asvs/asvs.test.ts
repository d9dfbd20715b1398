import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAPTERS } from './chapters.ts';
import { USES } from './cryptography.ts';

const ROOT = join(import.meta.dirname, '../..');
const WORDS_MAX = 15;

/** What is asked of the project, `id,level`, as the standard numbers it. */
const REQUIRED = readFileSync(join(import.meta.dirname, 'required.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1);

const all = CHAPTERS.flatMap(({ requirements }) => requirements);
const ids = (those: typeof all) => those.map(({ id }) => id);

describe('the list of OWASP ASVS', () => {
  it('has every requirement that is asked once, in order and with its level', () => {
    expect(all.map(({ id, level }) => `${id},${level}`)).toEqual(REQUIRED);
  });

  it('has each requirement in its chapter', () => {
    for (const { number, requirements } of CHAPTERS) {
      expect(ids(requirements.filter(({ id }) => !id.startsWith(`${number}.`)))).toEqual([]);
    }
  });

  it('shows what is met, and names nothing that does not exist', () => {
    const unshown = all.filter(({ standing, evidence }) => standing === 'met' && evidence.length === 0);
    expect(ids(unshown)).toEqual([]);
    const named = all.flatMap(({ id, evidence }) => evidence.map((path) => `${id} ${path}`));
    expect(named.filter((one) => !existsSync(join(ROOT, one.split(' ')[1] ?? '')))).toEqual([]);
  });

  it('says why of everything that is not met as a whole', () => {
    expect(ids(all.filter(({ standing, note }) => standing !== 'met' && !note?.trim()))).toEqual([]);
  });

  it('asks in few words', () => {
    expect(ids(all.filter(({ asks }) => asks.split(/\s+/).length > WORDS_MAX))).toEqual([]);
  });
});

it('the inventory of cryptography names files that exist, each in one use', () => {
  const files = USES.flatMap((use) => use.files);
  expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(files.filter((path, at) => files.indexOf(path) !== at)).toEqual([]);
});
