import type { Platform } from '../../src/platform.ts';
import type { ResolvedCollection, ResolvedQuery } from '../../src/schema/resolved.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { type RawQuery, rawQuery } from '../measure/raw.ts';
import { ACTOR } from '../population/deployment.ts';
import type { Samples } from '../population/fill.ts';
import { type Question, questionFor } from '../population/questions.ts';

/** Documents of a page, unless a case says otherwise. */
export const PAGE = 20;

/** A named query with questions to ask, each for another learner where it is of one. */
export interface Asked {
  readonly name: string;
  readonly collection: ResolvedCollection;
  readonly query: ResolvedQuery;
  readonly questions: readonly Question[];
  readonly raws: readonly RawQuery[];
}

/** The named queries of every collection the samples are of. */
export async function questionsOf(
  platform: Platform,
  samples: Samples,
  cohort: string,
  only: string,
  limit = PAGE,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const collection of Object.values(SCHEMA.collections)) {
    const documents =
      samples.get(cohort)?.get(collection.name) ?? samples.get('shared')?.get(collection.name) ?? [];
    for (const query of Object.values(collection.queries)) {
      const name = `${collection.name}.${query.name}`;
      const questions = documents.flatMap((document) => questionFor(collection, query, document) ?? []);
      if (questions.length === 0 || !name.includes(only)) continue;
      const raws = await Promise.all(questions.map((question) => rawQuery(platform, question, limit)));
      asked.push({ name, collection, query, questions, raws });
    }
  }
  return asked;
}

/** Asks through the door: policy, audit, keys, opening. */
export function askDoor(
  platform: Pick<Platform, 'documents'>,
  { collection, query, values, learner }: Question,
  limit = PAGE,
) {
  const options = { limit, ...(learner !== undefined && { learner }) };
  return platform.documents.door(collection.name).reader.page(ACTOR, query.name, values, options);
}

/** The element of a list for a turn, over and over. */
export function inTurn<T>(list: readonly T[], turn: number): T {
  const element = list[turn % list.length];
  if (element === undefined) throw new RangeError('nothing to ask');
  return element;
}
