import { type Actor, systemActor } from '../../access/actor.ts';
import type { ActorDocuments } from '../../documents/documents.ts';
import type { LongDocument } from '../../documents/parts.ts';
import { MasterXError } from '../../errors/error.ts';
import type { Fields } from '../../protection/sealer.ts';
import type { ResolvedField } from '../../schema/resolved.ts';
import { invariant } from '../../std/assert.ts';
import { LIMITS } from '../../std/limits.ts';
import { valueAt } from '../../std/paths.ts';
import type { Entropy } from '../../std/random.ts';
import { openQueryOf, type Portable, portableCollections } from '../portable.ts';

/** What to export. */
export interface ExportRequest {
  /** Only what belongs to this learner, `user_id`; everybody's and the concepts unless said. */
  readonly learner?: string;
}

/** How far an export has come. */
export interface ExportProgress {
  readonly learners: number;
  readonly documents: number;
}

/** What was exported. */
export interface ExportReport extends ExportProgress {
  /** Lines of the file. */
  readonly lines: number;
}

export interface ExportOptions {
  readonly onProgress?: (progress: ExportProgress) => void;
  readonly signal?: AbortSignal;
  /** Joins the entries of the audit trail. */
  readonly requestId?: string;
}

/** What an export needs of the platform. */
export interface ExportPlatform {
  readonly entropy: Pick<Entropy, 'uuid'>;
  as(actor: Actor): { readonly documents: ActorDocuments };
}

/** Documents of one page; each may hold some hundred KiB. */
const PAGE_DOCUMENTS = 50;

/**
 * Exports documents as JSON Lines, for `write`, which is awaited before the next line is made. Concepts first, then each
 * account with what belongs to it, so that the lines can be imported in their order. Walks declared ownership; of a
 * learner's documents everything that is declared for export, where `null` stands for a password. Growing lists go on in
 * lines of their own. Memory grows neither with the learners nor with their documents.
 *
 * @throws MasterXError `not_found` for a learner who is not there; `interrupted` on the signal; whatever `write` throws.
 */
export async function exportDocuments(
  platform: ExportPlatform,
  request: ExportRequest,
  write: (line: string) => Promise<void> | void,
  { onProgress, signal, requestId = platform.entropy.uuid() }: ExportOptions = {},
): Promise<ExportReport> {
  const { documents } = platform.as(systemActor('export', requestId, 'export of learners’ records'));
  const walk = new Walk(documents, write, signal, onProgress);
  await walk.everything(request.learner);
  return walk.report;
}

class Walk {
  readonly #documents: ActorDocuments;
  readonly #write: (line: string) => Promise<void> | void;
  readonly #signal: AbortSignal | undefined;
  readonly #onProgress: ExportOptions['onProgress'];
  #learners = 0;
  #exported = 0;
  #lines = 0;

  constructor(
    documents: ActorDocuments,
    write: (line: string) => Promise<void> | void,
    signal: AbortSignal | undefined,
    onProgress: ExportOptions['onProgress'],
  ) {
    this.#documents = documents;
    this.#write = write;
    this.#signal = signal;
    this.#onProgress = onProgress;
  }

  get report(): ExportReport {
    return { learners: this.#learners, documents: this.#exported, lines: this.#lines };
  }

  async everything(learner: string | undefined): Promise<void> {
    const portables = portableCollections();
    const owned = portables.filter(({ collection }) => collection.owner !== null);
    if (learner !== undefined) {
      if (!(await this.#learner(owned, learner))) throw new MasterXError('not_found');
      return;
    }
    for (const portable of portables.filter(({ collection }) => collection.owner === null)) {
      await this.#collection(portable, undefined);
    }
    for await (const one of this.#everyLearner(owned)) await this.#learner(owned, one);
  }

  async *#everyLearner(owned: readonly Portable[]): AsyncGenerator<string> {
    const accounts = owned.find(({ collection }) => collection.declaration.founds);
    invariant(accounts?.collection.owner, 'a collection founds the learners');
    for await (const { document } of this.#pages(accounts, { ofOwner: false, whole: false })) {
      yield document[accounts.collection.owner] as string;
    }
  }

  /**
   * What founds a learner, such as the account, comes before what belongs to it: `owned` is in that order. False when there
   * is nothing of the kind (any more).
   */
  async #learner(owned: readonly Portable[], learner: string): Promise<boolean> {
    let founding = 0;
    for (const portable of owned) {
      const { founds } = portable.collection.declaration;
      if (!founds && founding === 0) return false;
      const count = await this.#collection(portable, learner);
      if (founds) founding += count;
    }
    this.#learners += 1;
    this.#onProgress?.({ learners: this.#learners, documents: this.#exported });
    return true;
  }

  async #collection(portable: Portable, learner: string | undefined): Promise<number> {
    let count = 0;
    const wanted = { ofOwner: learner !== undefined, whole: true };
    for await (const long of this.#pages(portable, wanted, learner)) {
      await this.#document(portable, long);
      count += 1;
    }
    return count;
  }

  /** Every document of a collection, or of a learner in it, page by page. */
  async *#pages(
    portable: Portable,
    wanted: { readonly ofOwner: boolean; readonly whole: boolean },
    learner?: string,
  ): AsyncGenerator<LongDocument> {
    const { name } = portable.collection;
    const query = openQueryOf(portable, wanted);
    invariant(query, `${name} has a query that gives everything`);
    let cursor: string | null = null;
    do {
      this.#goOn();
      const page = await this.#documents.named(name).read(query.name, query.parameters, {
        limit: PAGE_DOCUMENTS,
        ...(learner !== undefined && { learner }),
        ...(cursor !== null && { cursor }),
      });
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  async #document(portable: Portable, { document, longer }: LongDocument): Promise<void> {
    const { collection } = portable;
    await this.#line({
      collection: collection.name,
      document: portable.toJson(exported(collection.root, document, collection.owner !== null)),
      ...(longer.length > 0 && { longer }),
    });
    this.#exported += 1;
    for (const list of longer) await this.#elements(portable, document, list);
  }

  /** What a list holds beyond the document. */
  async #elements(portable: Portable, document: Fields, list: string): Promise<void> {
    const { collection, elements } = portable;
    const codec = elements.get(list);
    invariant(codec, `${list} is a growing list of ${collection.name}`);
    const identity = Object.fromEntries([...portable.identity.keys()].map((name) => [name, document[name]]));
    const asJson = portable.toJson(identity);
    let skip = (valueAt(document, list) as readonly unknown[] | undefined)?.length ?? 0;
    let from = 0;
    let cursor: string | null = null;
    do {
      this.#goOn();
      const page = await this.#documents.named(collection.name).elements(identity, list, {
        limit: LIMITS.answerDocumentsMax,
        ...(cursor !== null && { cursor }),
      });
      // The first ones stand in the document.
      const further = page.items.slice(skip);
      const at = from + page.items.length - further.length;
      if (further.length > 0) {
        await this.#line({
          collection: collection.name,
          identity: asJson,
          list,
          from: at,
          elements: further.map(codec.toJson),
        });
      }
      skip = Math.max(0, skip - page.items.length);
      from += page.items.length;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  async #line(content: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#write(`${JSON.stringify(content)}\n`);
    this.#lines += 1;
  }

  #goOn(): void {
    if (!this.#signal?.aborted) return;
    throw new MasterXError('interrupted', {
      detail: 'The export is not complete.',
      hint: 'Run the same command again; it begins anew.',
    });
  }
}

/**
 * The document as it leaves: without what the platform sets again by itself and, of a learner, without what is not
 * declared for export. What must be there and may not leave is null.
 */
function exported(root: ResolvedField, document: Fields, isOwned: boolean): Fields {
  if (root.kind !== 'group') return document;
  return Object.fromEntries(
    root.fields.flatMap((field): [string, unknown][] => {
      const value = document[field.name];
      if (value === undefined) return [];
      if (isOwned && !field.facts.export) return field.nullable && field.required ? [[field.name, null]] : [];
      if (field.field.managed && field.name !== '_id') return [];
      return [[field.name, isFields(value) ? exported(field, value, isOwned) : value]];
    }),
  );
}

function isFields(value: unknown): value is Fields {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}
