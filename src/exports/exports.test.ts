import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as client from './client.ts';
import * as library from './index.ts';
import * as schema from './schema.ts';
import * as testing from './testing.ts';

describe('what a library user may import', () => {
  it('is as small as it was meant to be', () => {
    expect(Object.keys(library).sort()).toEqual([
      'ERRORS',
      'MasterXError',
      'importFile',
      'isError',
      'learnerActor',
      'loadConfig',
      'localOperatorActor',
      'openPlatform',
      'operatorActor',
      'systemActor',
    ]);
    expect(Object.keys(client).sort()).toEqual(['ProblemError', 'answerOf', 'createClient']);
    expect(Object.keys(schema).sort()).toEqual([
      'COLLECTIONS',
      'LEARNER_COLLECTIONS',
      'SCHEMA',
      'dictionary',
      'logicalSchema',
      'slaTable',
    ]);
    expect(Object.keys(testing).sort()).toEqual([
      'ManualClock',
      'SeededRandom',
      'generateLearner',
      'generatePopulation',
      'seededEntropy',
    ]);
  });

  it('is what package.json names', () => {
    const root = join(import.meta.dirname, '../..');
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(Object.values(exports)).toEqual(
      ['index', 'client', 'schema', 'testing'].map((name) => ({
        types: `./dist/exports/${name}.d.ts`,
        default: `./dist/exports/${name}.js`,
      })),
    );
  });
});
