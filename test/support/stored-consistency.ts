import type { Document } from 'mongodb';
import { systemActor } from '../../src/access/actor.ts';
import { type Interaction, isRight, scoreOf } from '../../src/learning/attempt.ts';
import type { Platform } from '../../src/platform.ts';
import { elementKeyOf } from '../../src/protection/sealer.ts';
import type { ResolvedCollection, ResolvedList } from '../../src/schema/resolved.ts';
import { SCHEMA } from '../../src/schema/schema.ts';
import { KiB } from '../../src/std/bytes.ts';
import { LIMITS } from '../../src/std/limits.ts';
import { valueAt } from '../../src/std/paths.ts';

const actor = systemActor('consistency', 'consistency', 'testing');
/** Floating-point sums in another order differ by no more. */
const ROUNDING = 1e-6;

/** A session as it can be read: all of its interactions and what it says of them. */
export interface ReadSession {
  readonly userId: string;
  readonly document: Document;
  readonly interactions: readonly Interaction[];
}

/** What was read on the way, by `session_id`, and everything that contradicts itself. */
export interface Consistency {
  readonly sessions: ReadonlyMap<string, ReadSession>;
  readonly documents: number;
  readonly elements: number;
  readonly findings: readonly string[];
}

/**
 * Reads every learner's document with all of its growing lists through the door, and compares what the database derived
 * with what it was derived from: places and sizes of pages, counters of sessions, evidence of concepts.
 */
export async function checkConsistency(platform: Platform): Promise<Consistency> {
  const findings: string[] = [];
  const sessions = new Map<string, ReadSession>();
  let [documents, elements] = [0, 0];
  for (const collection of Object.values(SCHEMA.collections)) {
    if (collection.owner === null || collection.declaration.database !== 'data') continue;
    const stored = await platform.connection.data.collection(collection.name).find().toArray();
    documents += stored.length;
    for (const document of stored) {
      const where = `${collection.name} ${document['_id']}`;
      for (const list of collection.growingLists) {
        const read = await everyElement(platform, collection, document, list);
        elements += read.length;
        findings.push(...(await pagingFindings(platform, collection, document, list, read, where)));
        if (collection.name === 'learning_sessions' && list.path === 'interactions') {
          const interactions = read as Interaction[];
          sessions.set(document['session_id'], { userId: document['user_id'], document, interactions });
        }
      }
    }
    findings.push(...(await orphans(platform, collection, stored)));
  }
  for (const session of sessions.values()) findings.push(...counterFindings(session));
  findings.push(...(await evidenceFindings(platform, sessions)), ...(await learnersWithoutKeys(platform)));
  return { sessions, documents, elements, findings };
}

async function everyElement(
  platform: Platform,
  { name, identity, owner }: ResolvedCollection,
  document: Document,
  list: ResolvedList,
): Promise<unknown[]> {
  const names = [...identity, ...(owner === null ? [] : [owner])];
  const which = Object.fromEntries(names.map((path) => [path, document[path]]));
  const read: unknown[] = [];
  let cursor: string | null = null;
  do {
    const options = { limit: LIMITS.answerDocumentsMax, ...(cursor !== null && { cursor }) };
    const page = await platform.documents.door(name).elementPage(actor, which, list.path, options);
    read.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return read;
}

async function pagingFindings(
  platform: Platform,
  { pages: companion }: ResolvedCollection,
  document: Document,
  list: ResolvedList,
  read: readonly unknown[],
  where: string,
): Promise<string[]> {
  const paging = document['paging']?.[list.name];
  const pages = await platform.connection.data
    .collection(companion ?? '')
    .find({ parent: document['_id'], list: list.name })
    .sort({ page: 1 })
    .toArray();
  const inDocument = valueAt(document, list.path) as readonly unknown[];
  const { elementKey = [] } = list.field;
  const keys = read.map((element) => elementKeyOf(elementKey, element));
  const pageKeys = pages.flatMap((page) => page['keys']);
  const expectations: Record<string, boolean> = {
    'the total is the number of elements': paging?.total === read.length,
    'every page is counted': paging?.pages === pages.length,
    'pages are numbered from 1 without gaps': pages.every((page, at) => page['page'] === at + 1),
    'every page counts its elements': pages.every((page) => page['count'] === page['elements'].length),
    'no container is over its bound': [inDocument, ...pages.map((page) => page['elements'])].every(
      (held) => held.length <= LIMITS.pageElementsMax,
    ),
    'no page is over its size': pages.every((page) => page['bytes'] <= LIMITS.pageBytesMax + KiB(1)),
    'no page is empty': pages.every((page) => page['count'] > 0),
    'no element stands twice': elementKey.length === 0 || new Set(keys).size === keys.length,
    'pages name the keys of their elements':
      elementKey.length === 0 || pageKeys.join('\n') === keys.slice(inDocument.length).join('\n'),
  };
  return Object.entries(expectations).flatMap(([what, holds]) =>
    holds ? [] : [`${where} ${list.path}: not true that ${what}`],
  );
}

/** Pages of documents that are not there. */
async function orphans(
  platform: Platform,
  { name, pages }: ResolvedCollection,
  stored: readonly Document[],
): Promise<string[]> {
  if (pages === null) return [];
  const parents = await platform.connection.data.collection(pages).distinct('parent');
  const known = new Set(stored.map((document) => String(document['_id'])));
  return parents
    .filter((parent) => !known.has(String(parent)))
    .map((parent) => `${pages}: a page of ${name} ${parent}, which is not there`);
}

function counterFindings({ document, interactions }: ReadSession): string[] {
  const verdicts = interactions.flatMap(({ assessed }) => (assessed ? [isRight(assessed)] : []));
  const judged = verdicts.filter((right) => right !== undefined);
  const metrics = document['performance_metrics'];
  const right = judged.filter(Boolean).length;
  const expected = {
    questions_attempted: judged.length,
    questions_correct: right,
    accuracy_percentage: judged.length === 0 ? 0 : (100 * right) / judged.length,
  };
  const steps = interactions.filter(
    ({ assessed }) => assessed && isRight(assessed) !== undefined && assessed.difficulty !== undefined,
  ).length;
  const { total } = document['paging'].difficulty_progression;
  return [
    ...Object.entries(expected).flatMap(([name, value]) =>
      Math.abs(metrics[name] - value) < ROUNDING
        ? []
        : [`session ${document['session_id']}: ${name} is ${metrics[name]}, should be ${value}`],
    ),
    ...(total === steps
      ? []
      : [`session ${document['session_id']}: ${total} steps of difficulty, should be ${steps}`]),
  ];
}

/** Concepts whose evidence is not the sum of the stored interactions, either way. */
async function evidenceFindings(
  platform: Platform,
  sessions: ReadonlyMap<string, ReadSession>,
): Promise<string[]> {
  const sums = new Map<string, { attempts: number; scores: number }>();
  for (const { userId, document, interactions } of sessions.values()) {
    for (const { assessed } of interactions) {
      const score = assessed && scoreOf(assessed);
      if (assessed === undefined || score === undefined) continue;
      const key = [userId, document['session_context'].subject, assessed.topic, assessed.concept].join(' ');
      const sum = sums.get(key) ?? { attempts: 0, scores: 0 };
      sums.set(key, { attempts: sum.attempts + 1, scores: sum.scores + score });
    }
  }
  const findings: string[] = [];
  const concepts = await platform.connection.data.collection('content_mastery').find().toArray();
  for (const { user_id, subject, topic, concept, evidence } of concepts) {
    const key = [user_id, subject, topic, concept].join(' ');
    const { attempts, scores } = sums.get(key) ?? { attempts: 0, scores: 0 };
    sums.delete(key);
    if (evidence.attempts !== attempts || Math.abs(evidence.score_sum - scores) > ROUNDING) {
      findings.push(
        `concept ${key}: evidence of ${evidence.attempts} attempts and ${evidence.score_sum} points, ` +
          `stored are ${attempts} and ${scores}`,
      );
    }
  }
  return [
    ...findings,
    ...[...sums.keys()].map((key) => `concept ${key}: attempts are stored, the concept is not`),
  ];
}

/** Accounts whose key is not in the vault: a key is durable before the first document that needs it. */
async function learnersWithoutKeys({ connection }: Platform): Promise<string[]> {
  const learners = await connection.data.collection('users').distinct('user_id');
  const contexts = connection.vault.collection<{ _id: string }>('learner_contexts');
  const known = new Set(
    await contexts
      .find({}, { projection: { _id: 1 } })
      .map(({ _id }) => _id)
      .toArray(),
  );
  return learners.filter((learner) => !known.has(learner)).map((learner) => `account ${learner} has no key`);
}
