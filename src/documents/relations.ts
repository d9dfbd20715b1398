import type { Actor } from '../access/actor.ts';
import type { Keyring } from '../protection/keyring.ts';
import type { ResolvedCollection } from '../schema/resolved.ts';
import { SCHEMA } from '../schema/schema.ts';
import { RELATION_CONSENTS, type RelationScope } from '../schema/vocabulary/relations.ts';
import { invariant } from '../std/assert.ts';
import { LIMITS } from '../std/limits.ts';
import type { DocumentStore } from '../stores/documents/port.ts';
import { findSpec } from '../stores/mongo/named-query.ts';

/**
 * Knows to which learners a person has a declared relation. Asked of the database every time, one indexed query: what a
 * learner takes back is taken back at once, in every process.
 */
export class Relations {
  readonly #store: Pick<DocumentStore, 'find'>;
  readonly #keyring: Pick<Keyring, 'allowedBy'>;

  constructor(store: Pick<DocumentStore, 'find'>, keyring: Pick<Keyring, 'allowedBy'>) {
    this.#store = store;
    this.#keyring = keyring;
  }

  /**
   * The learners to whom the actor has the relation; of those named, or the first ones.
   *
   * @param learners at most `LIMITS.writeDocumentsMax`.
   */
  async of(actor: Actor, scope: RelationScope, learners?: readonly string[]): Promise<ReadonlySet<string>> {
    const related = new Set<string>();
    for (const collection of relating(scope)) {
      const { owner, declaration } = collection;
      const { relates } = declaration;
      invariant(owner !== null && relates, `${collection.name} relates learners to somebody`);
      const query = collection.queries[relates.query];
      invariant(query, `${collection.name} has the query ${relates.query}`);
      const { filter, sort } = findSpec(collection, query, {
        ...relates.values,
        [relates.person]: actor.id,
      });
      const found = await this.#store.find(collection.name, {
        filter: learners ? { ...filter, [owner]: { $in: learners } } : filter,
        sort,
        projection: { [owner]: 1 },
        limit: learners ? learners.length : LIMITS.answerDocumentsMax,
      });
      for (const document of found) related.add(String(document[owner]));
    }
    const consent = RELATION_CONSENTS[scope];
    if (consent === null || related.size === 0) return related;
    const allowed = await this.#keyring.allowedBy(related);
    return new Set([...related].filter((learner) => allowed.get(learner)?.[consent] === true));
  }
}

function relating(scope: RelationScope): readonly ResolvedCollection[] {
  return Object.values(SCHEMA.collections).filter(({ declaration }) => declaration.relates?.scope === scope);
}
