import type { Actor } from '../access/actor.ts';
import { MasterXError } from '../errors/error.ts';
import type { Fields } from '../protection/sealer.ts';
import { invariant } from '../std/assert.ts';
import type { StoredDocument, Transaction } from '../stores/documents/port.ts';
import { Clearer } from './clearer.ts';
import { cursorScope, decodeCursor, encodeCursor } from './cursor.ts';
import { type ElementPlace, ElementReader, elementLimit, FIRST_ELEMENT, pagingOf } from './elements.ts';
import { Eraser } from './eraser.ts';
import { type Admission, confined, Gate } from './gate.ts';
import { assertIdentity } from './identity.ts';
import { Inserter } from './inserter.ts';
import { Inspector } from './inspector.ts';
import { modelOf } from './model.ts';
import { Opener } from './opener.ts';
import type { DocumentsParts, Page } from './parts.ts';
import { Reader } from './reader.ts';
import { Relations } from './relations.ts';
import { Remover } from './remover.ts';
import { Renewal } from './renewal.ts';
import { Reviser } from './reviser.ts';
import { Stepper } from './stepper.ts';
import { TokenSearch } from './token-search.ts';
import { withheld, withholdingAt } from './withholding.ts';

/** Everything that can be done with the documents of one collection, behind the gate. */
export class Door {
  readonly reader: Reader;
  readonly inserter: Inserter;
  readonly reviser: Reviser;
  readonly clearer: Clearer;
  readonly eraser: Eraser;
  readonly inspector: Inspector;
  readonly remover: Remover;
  readonly renewal: Renewal;
  readonly search: TokenSearch;
  readonly stepper: Stepper;
  readonly #parts: DocumentsParts;
  readonly #model: ReturnType<typeof modelOf>;
  readonly #gate: Gate;
  readonly #opener: Opener;
  readonly #elements: ElementReader;

  constructor(parts: DocumentsParts, collection: string) {
    const model = modelOf(collection);
    const gate = new Gate(parts.trail, parts.clock, new Relations(parts.store, parts.keyring));
    const opener = new Opener(model, parts.keyring, parts.tenant, parts.entropy);
    const elements = new ElementReader(parts.store, model, opener);
    this.#parts = parts;
    this.#model = model;
    this.#gate = gate;
    this.#opener = opener;
    this.#elements = elements;
    this.reader = new Reader(parts, model, gate, opener);
    this.inserter = new Inserter(parts, model, gate, opener, elements);
    this.reviser = new Reviser(parts, model, gate, opener);
    this.clearer = new Clearer(parts.store, model, gate, opener);
    this.eraser = new Eraser(parts.store, model, gate);
    this.inspector = new Inspector(parts.store, model, gate, opener);
    this.remover = new Remover(parts, model, gate, opener);
    this.renewal = new Renewal(parts, model, gate, opener);
    this.search = new TokenSearch(parts, model, gate, opener);
    this.stepper = new Stepper(parts.store, model, gate);
  }

  /** A page of a growing list; a cursor counts containers and places, so it costs the same at any depth. */
  async elementPage(
    actor: Actor,
    identity: Fields,
    path: string,
    options: { readonly cursor?: string; readonly limit?: number },
    within?: Transaction,
  ): Promise<Page<unknown>> {
    const list = this.#elements.listOf(path);
    const limit = elementLimit(options.limit);
    const scope = cursorScope(this.#model.collection.name, path, identity);
    const from =
      options.cursor === undefined ? FIRST_ELEMENT : elementPlace(decodeCursor(scope, options.cursor));
    const { found: parent, admission } = await this.#parent(
      actor,
      identity,
      `elements ${path}`,
      [path],
      { paging: 1 },
      within,
    );
    const owner = this.#opener.ownerOf(parent);
    const key = owner === null ? null : ((await this.#opener.keysOf([owner])).get(owner) ?? null);
    const consent = withholdingAt(owner === null ? null : this.#opener.withheldBy(key), path);
    if (consent === 'all' || (owner !== null && !this.#opener.admits(key)))
      return { items: [], nextCursor: null };
    const view = withholdingAt(this.#model.views.of(admission.rule.fields), path);
    invariant(view !== 'all', 'a list that is not shown is not admitted');
    const run = await this.#elements.run(parent, list, from, limit, key, within);
    const items = run.items.map((element) => withheld(withheld(element as Fields, consent), view));
    const { next } = run;
    return {
      items,
      nextCursor: next && encodeCursor(scope, { value: next.container, skip: next.at }),
    };
  }

  /** How many elements a growing list of a document has. */
  async lengthOf(actor: Actor, identity: Fields, path: string): Promise<number> {
    const list = this.#elements.listOf(path);
    const { found } = await this.#parent(actor, identity, `length ${path}`, [path], { paging: 1 });
    const owner = this.#opener.ownerOf(found);
    const key = owner === null ? null : ((await this.#opener.keysOf([owner])).get(owner) ?? null);
    const isWithheld = owner !== null && withholdingAt(this.#opener.withheldBy(key), path) === 'all';
    return isWithheld ? 0 : pagingOf(found, list).total;
  }

  /** About how many documents there are. */
  async size(actor: Actor): Promise<number> {
    const { collection } = this.#model;
    const action = 'summarise' as const;
    const request = { actor, collection, action, operation: 'size', fields: [], learners: [] };
    const { rule } = await this.#gate.admit(request);
    // A number of documents tells of no group how many learners it is of.
    if (rule.aggregated) return this.#gate.refuse(request);
    return this.#gate.beside(
      request,
      () => this.#parts.store.estimate(collection.name),
      (documents) => ({ documents }),
    );
  }

  /** A document as the database holds it. */
  async stored(actor: Actor, identity: Fields): Promise<StoredDocument> {
    return (await this.#parent(actor, identity, 'stored form', ['*'], null)).found;
  }

  async #parent(
    actor: Actor,
    identity: Fields,
    operation: string,
    fields: readonly string[],
    projection: StoredDocument | null,
    within?: Transaction,
  ): Promise<{ readonly found: StoredDocument; readonly admission: Admission }> {
    const { collection } = this.#model;
    assertIdentity(collection, identity);
    const named = collection.owner === null ? undefined : identity[collection.owner];
    const learners = typeof named === 'string' ? [named] : [];
    const request = { actor, collection, action: 'read' as const, operation, fields, learners };
    const admission = await this.#gate.admit(request);
    const { views } = this.#model;
    // The stored form is shown as it is, so only to those who may see all of it but credentials, which are sealed in it.
    const isShown = fields.every((path) =>
      path === '*' ? admission.rule.fields.purposes === 'any' : views.shows(admission.rule.fields, path),
    );
    if (!isShown) return this.#gate.refuse(request);
    const what = {
      filter: confined(identity, collection, admission),
      ...(projection && {
        projection: { ...projection, ...(collection.owner && { [collection.owner]: 1 }) },
      }),
      limit: 1,
    };
    const [found] = await this.#gate.beside(
      request,
      () => this.#parts.store.find(collection.name, what, within),
      ({ length }) => ({ documents: length }),
    );
    if (!found) throw new MasterXError('not_found');
    return { found, admission };
  }
}

function elementPlace({ value, skip }: { value: unknown; skip: number }): ElementPlace {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw new MasterXError('invalid_cursor');
  return { container: value, at: skip };
}
