import { describe, expect, it } from 'vitest';
import { concludeSession } from './session-outcome.ts';

const basis = {
  objectives: ['Understand adding fractions', 'Enjoy it', 'Solve tasks on ratios'],
  concepts: {
    'adding-fractions': { attempts: 4, score_sum: 3 },
    ratios: { attempts: 2, score_sum: 1 },
    percentages: { attempts: 3, score_sum: 3 },
  },
  introduced: ['percentages', 'probability'],
  completion: 1,
};

describe('the outcome of a session', () => {
  it('counts an objective as met by what it names, or else by the session as a whole', () => {
    expect(concludeSession(basis).learning_objectives_met).toEqual([
      'Understand adding fractions',
      'Enjoy it',
    ]);
    expect(concludeSession({ ...basis, completion: 0.9 }).learning_objectives_met).toEqual([
      'Understand adding fractions',
    ]);
  });

  it('says what needs more work and what to do next', () => {
    const { areas_needing_more_work, next_session_recommendations } = concludeSession(basis);
    expect(areas_needing_more_work).toEqual(['ratios']);
    expect(next_session_recommendations).toEqual([
      'Practise ratios again with easier tasks.',
      'Try first tasks on probability.',
      'Try harder tasks on percentages.',
    ]);
  });

  it('concludes nothing from nothing, and is not misled by names that every object has', () => {
    expect(
      concludeSession({ objectives: ['Learn'], concepts: {}, introduced: ['constructor'], completion: 1 }),
    ).toEqual({
      learning_objectives_met: [],
      areas_needing_more_work: [],
      next_session_recommendations: ['Try first tasks on constructor.'],
    });
  });
});
