import { isSame } from '../../documents/difference.ts';
import { MasterXError } from '../../errors/error.ts';
import type { Fields } from '../../protection/sealer.ts';
import { LIMITS } from '../../std/limits.ts';
import { valueAt, withValueAt } from '../../std/paths.ts';
import { type Portable, portableNamed } from '../portable.ts';
import type { SourceDocument, SourceElements } from '../readers/record.ts';
import { NOTHING } from './import-run.ts';
import { IMPORT_LIMITS } from './limits.ts';
import { isRefusal, reasonOf, violationsText } from './refusals.ts';
import type { WriterParts } from './writer-parts.ts';

const NOT_IMPORTED = '"collection" names nothing that is imported';
const NO_LEARNER = 'the learner is not known: an account stands before what belongs to it';

/** A document that waits, and its place in the file. */
interface WaitingDocument {
  readonly line: number;
  readonly document: Fields;
}

/**
 * Stores documents of the project's own format, in the order of the file, in batches of one collection. Identifiers are
 * kept; region and revision are set anew. Legal basis and age group stand in the documents themselves.
 */
export class DocumentWriter {
  readonly #parts: WriterParts;
  #portable: Portable | null = null;
  /** Growing lists that the waiting documents hold only the first elements of. */
  #longer: readonly string[] = [];
  #waiting: WaitingDocument[] = [];
  #bytes = 0;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Takes one row; writes when enough of them wait. */
  async take(record: SourceDocument | SourceElements): Promise<void> {
    const portable = portableNamed(record.collection);
    if (!portable) return this.#reject(record.line, NOT_IMPORTED);
    if (record.kind === 'elements') {
      await this.finish();
      return this.#extend(portable, record);
    }
    if (record.longer.some((path) => !portable.elements.has(path))) {
      return this.#reject(record.line, '"longer" names what is no list that grows');
    }
    const document = portable.fromJson(record.document) as Fields;
    if (!portable.document.fits(document)) {
      return this.#reject(record.line, violationsText(portable.document.violations(document)));
    }
    if (portable !== this.#portable || !isSame(record.longer, this.#longer)) await this.finish();
    this.#portable = portable;
    this.#longer = record.longer;
    this.#waiting.push({ line: record.line, document });
    this.#bytes += record.bytes;
    const isFull =
      this.#waiting.length >= IMPORT_LIMITS.batchDocumentsMax || this.#bytes >= IMPORT_LIMITS.batchBytesMax;
    if (isFull) await this.finish();
  }

  /** Writes what waits. */
  async finish(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    if (batch.length === 0 || !this.#portable) return;
    const strangers = await this.#strangers(
      this.#portable,
      batch.map(({ document }) => document),
    );
    const { owner } = this.#portable.collection;
    const known = batch.filter(({ line, document }) => {
      const isKnown = owner === null || !strangers.has(document[owner] as string);
      if (!isKnown) this.#reject(line, NO_LEARNER);
      return isKnown;
    });
    await this.#insert(this.#portable, known);
  }

  async #insert(portable: Portable, batch: readonly WaitingDocument[]): Promise<void> {
    const [only] = batch;
    if (!only) return;
    try {
      await this.#commitInsert(portable, batch);
    } catch (thrown) {
      if (!isRefusal(thrown)) throw thrown;
      if (batch.length === 1) return this.#reject(only.line, reasonOf(thrown));
      const middle = Math.ceil(batch.length / 2);
      await this.#insert(portable, batch.slice(0, middle));
      await this.#insert(portable, batch.slice(middle));
    }
  }

  async #commitInsert(portable: Portable, batch: readonly WaitingDocument[]): Promise<void> {
    const { name, declaration } = portable.collection;
    const longer = this.#longer;
    const same =
      longer.length === 0
        ? undefined
        : (given: Fields, stored: Fields) => isSameBeginning(portable, longer, given, stored);
    await this.#commit(
      batch.map(({ line }) => line),
      async (within) => {
        const inserted = await within.named(name).insert(
          batch.map(({ document }) => document),
          same,
        );
        const stored = inserted.filter(({ repeated }) => !repeated).length;
        return {
          stored,
          repeated: batch.length - stored,
          learners: declaration.founds ? stored : 0,
          sessions: name === SESSIONS ? stored : 0,
        };
      },
    );
  }

  async #extend(portable: Portable, record: SourceElements): Promise<void> {
    try {
      const { identity, elements } = checked(portable, record);
      if ((await this.#strangers(portable, [identity])).size > 0)
        return this.#reject(record.line, NO_LEARNER);
      const collection = this.#parts.actor.documents.named(portable.collection.name);
      const length = await collection.lengthOf(identity, record.list);
      if (length < record.from) return this.#reject(record.line, 'elements before these are missing');
      const fresh = elements.slice(length - record.from);
      await this.#commit([record.line], async (within) => {
        if (fresh.length === 0) return { ...NOTHING, repeated: 1 };
        await within.named(portable.collection.name).append('import', identity, record.list, fresh);
        return { ...NOTHING, stored: 1 };
      });
    } catch (thrown) {
      if (!isRefusal(thrown)) throw thrown;
      this.#reject(record.line, reasonOf(thrown));
    }
  }

  /** The learners of documents that have no account, where one must be there before. */
  async #strangers({ collection }: Portable, documents: readonly Fields[]): Promise<ReadonlySet<string>> {
    const { owner, declaration } = collection;
    if (owner === null || declaration.founds) return new Set();
    const learners = new Set(documents.map((document) => document[owner] as string));
    const keys = await this.#parts.platform.keyring.forLearners(learners);
    return new Set([...learners].filter((learner) => !keys.has(learner)));
  }

  #commit(lines: readonly number[], write: Parameters<WriterParts['run']['commit']>[2] & {}): Promise<void> {
    return this.#parts.run.commit(this.#parts.rejects, lines, write);
  }

  #reject(line: number, reason: string): void {
    this.#parts.run.reject(line, reason, this.#parts.rejects);
  }
}

/** Whose documents are counted as sessions. */
const SESSIONS = 'learning_sessions';

/** Whether a stored document is the given one, of which it may have more in the lists that go on. */
function isSameBeginning(
  { collection }: Portable,
  longer: readonly string[],
  given: Fields,
  stored: Fields,
): boolean {
  const cut = (document: Fields, other: Fields): Fields =>
    longer.reduce<Fields>((whole, path) => {
      const [own, others] = [listAt(document, path), listAt(other, path)];
      return withValueAt(whole, path, own.slice(0, Math.min(own.length, others.length)));
    }, document);
  const [one, other] = [cut(given, stored), cut(stored, given)];
  return collection.root.fields.every(
    ({ name, field }) => (field.managed && one[name] === undefined) || isSame(one[name], other[name]),
  );
}

function listAt(document: Fields, path: string): readonly unknown[] {
  const list = valueAt(document, path);
  return Array.isArray(list) ? list : [];
}

/** Identity and elements of a line in logical form. The identity becomes part of a filter: nothing else may be in it. */
function checked(
  portable: Portable,
  { identity, list, elements }: SourceElements,
): { readonly identity: Fields; readonly elements: readonly unknown[] } {
  const codec = portable.elements.get(list);
  if (!codec) throw refused('list', 'is not a list that grows');
  if (elements.length > LIMITS.appendElementsMax)
    throw refused('elements', `must be at most ${LIMITS.appendElementsMax}`);
  const stray = Object.keys(identity).find((name) => !portable.identity.has(name));
  if (stray !== undefined) throw refused('identity', 'has a field that is not part of it');
  const values = [...portable.identity].map(([name, field]) => {
    const value = field.fromJson(identity[name]);
    if (!field.validator.fits(value)) throw refused(`identity.${name}`, 'is missing or does not fit');
    return [name, value] as const;
  });
  return { identity: Object.fromEntries(values), elements: elements.map(codec.fromJson) };
}

function refused(path: string, message: string): MasterXError {
  return new MasterXError('validation_failed', { violations: [{ path, message }] });
}
