import { describe, expect, it } from 'vitest';
import { isError } from '../../errors/error.ts';
import { parseMapping } from './mapping.ts';

function refusalOf(text: string): string {
  try {
    parseMapping(text);
  } catch (thrown) {
    if (isError(thrown, 'usage')) return thrown.message;
    throw thrown;
  }
  return '';
}

describe('parseMapping', () => {
  it('reads targets and columns', () => {
    expect(parseMapping('learner=Student Id, at=Time,concept=Skill=Name,correct=Right?')).toEqual({
      learner: 'Student Id',
      at: 'Time',
      concept: 'Skill=Name',
      correct: 'Right?',
    });
  });

  it.each([
    ['lerner=a,at=b,concept=c,correct=d', 'Did you mean "learner"?'],
    ['Responseseconds=a', 'Did you mean "responseSeconds"?'],
    ['zzzzzzzzz=a', 'Possible: learner, at, concept, correct'],
    ['toString=a', 'No column can be mapped to "toString"'],
    ['learner=a,learner=b', 'mapped twice'],
    ['learner=,at=b', 'mapped to no column'],
    ['learner=a', 'No column is mapped to at, concept'],
    ['learner=a,at=b,concept=c', 'map one to correct, score, rating'],
  ])('refuses %s', (text, words) => {
    expect(refusalOf(text)).toContain(words);
  });
});
