import { Binary, ObjectId } from 'mongodb';
import type { ProtectionPlan, SharedEnvelope, StorageStep } from '../derive/protection-plan.ts';
import { MasterXError } from '../errors/error.ts';
import { invariant } from '../std/assert.ts';
import type { Entropy } from '../std/random.ts';
import { open, type Place, SALT_BYTES, seal } from './envelope.ts';
import type { DataKey } from './secret-key.ts';
import { decodeValue, documentIdBytes, encodeValue } from './value-codec.ts';

/** A document or a part of one, by name. */
export type Fields = Readonly<Record<string, unknown>>;

/** Which document a value is in. Elements in pages belong to the document they continue. */
export interface DocumentPlace {
  readonly id: ObjectId;
  /** The learner's key; null where nothing of the collection is encrypted. */
  readonly key: DataKey | null;
  /** Of the write: what is sealed with it has one message key. Without it each call has a salt of its own. */
  readonly salt?: Buffer;
}

/** A place as envelopes need it. */
interface Binding {
  readonly documentId: Buffer;
  readonly key: DataKey | null;
  readonly salt: Buffer | undefined;
}

/**
 * Turns logical documents into stored ones and back, by the derived plan alone. What is not in the plan passes as it
 * is; parts that a projection left out stay out.
 */
export class Sealer {
  readonly #plan: ProtectionPlan;
  readonly #tenant: string;
  readonly #entropy: Entropy;

  constructor(plan: ProtectionPlan, tenant: string, entropy: Entropy) {
    this.#plan = plan;
    this.#tenant = tenant;
    this.#entropy = entropy;
  }

  /** Where a document is written: everything sealed for this place has one message key. */
  writing(id: ObjectId, key: DataKey | null): DocumentPlace {
    return { id, key, salt: this.#entropy.bytes(SALT_BYTES) };
  }

  /** The stored form of a logical document, or of the parts of one that are given. */
  seal(logical: Fields, place: DocumentPlace): Record<string, unknown> {
    const binding = this.#toSeal(place);
    const stored = this.#each(this.#plan.steps, logical, '', (value, step, path) =>
      this.#toStored(value, step, path, binding),
    );
    for (const envelope of this.#plan.envelopes) {
      const content = take(stored, envelope);
      if (content)
        stored[envelope.name] = this.#sealed(content, envelope.name, 'object', envelope.version, binding);
    }
    return stored;
  }

  /**
   * The logical form of a stored document, or of the parts of one that are given.
   *
   * @throws MasterXError `ciphertext_refused` when an envelope is not what was written for its place.
   */
  open(stored: Fields, place: DocumentPlace): Record<string, unknown> {
    const binding = bindingOf(place);
    const logical = this.#each(this.#plan.steps, stored, '', (value, step, path) =>
      this.#toLogical(value, step, path, binding),
    );
    for (const { name, version } of this.#plan.envelopes) {
      const envelope = logical[name];
      delete logical[name];
      if (envelope === undefined) continue;
      merge(logical, this.#opened(envelope, name, 'object', version, binding) as Fields);
    }
    for (const { storedPath } of this.#plan.blindIndexes) delete logical[storedPath];
    if (this.#plan.searchTokens) delete logical[this.#plan.searchTokens.storedPath];
    return logical;
  }

  /** The stored form of one element of a growing list. */
  sealElement(list: string, element: unknown, place: DocumentPlace): unknown {
    const step = this.#listStep(list);
    if (!step) return element;
    const binding = this.#toSeal(place);
    return this.#elementOf(step, element, list, (v, s, p) => this.#toStored(v, s, p, binding));
  }

  /** The logical form of one element of a growing list. */
  openElement(list: string, element: unknown, place: DocumentPlace): unknown {
    const step = this.#listStep(list);
    if (!step) return element;
    const binding = bindingOf(place);
    return this.#elementOf(step, element, list, (v, s, p) => this.#toLogical(v, s, p, binding));
  }

  #toSeal(place: DocumentPlace): Binding {
    const binding = bindingOf(place);
    return binding.salt ? binding : { ...binding, salt: this.#entropy.bytes(SALT_BYTES) };
  }

  #listStep(list: string) {
    const step = this.#plan.lists[list];
    invariant(step !== undefined, `${this.#plan.collection} has a growing list ${list}`);
    return step;
  }

  #toStored(value: unknown, step: LeafStep, path: string, binding: Binding): unknown {
    switch (step.step) {
      case 'objectId':
        return new ObjectId(value as string);
      case 'bytes':
        return new Binary(value as Uint8Array);
      case 'seal':
        return this.#sealed(value, path, step.bsonType, step.version, binding);
    }
  }

  #toLogical(value: unknown, step: LeafStep, path: string, binding: Binding): unknown {
    switch (step.step) {
      case 'objectId':
        return (value as ObjectId).toHexString();
      case 'bytes':
        return (value as Binary).value();
      case 'seal':
        return this.#opened(value, path, step.bsonType, step.version, binding);
    }
  }

  #sealed(value: unknown, path: string, bsonType: SealedType, version: number, binding: Binding): Binary {
    invariant(binding.key, `a key is at hand for ${this.#plan.collection}.${path}`);
    const envelope = seal(
      binding.key,
      encodeValue(value, bsonType),
      this.#place(path, bsonType, version, binding),
      this.#entropy,
      binding.salt,
    );
    return new Binary(envelope);
  }

  #opened(value: unknown, path: string, bsonType: SealedType, version: number, binding: Binding): unknown {
    invariant(binding.key, `a key is at hand for ${this.#plan.collection}.${path}`);
    if (!(value instanceof Binary)) throw new MasterXError('ciphertext_refused');
    const plain = open(
      binding.key,
      value.buffer.subarray(0, value.position),
      this.#place(path, bsonType, version, binding),
    );
    return decodeValue(plain, bsonType);
  }

  #place(path: string, bsonType: SealedType, protectionVersion: number, { documentId }: Binding): Place {
    return {
      tenant: this.#tenant,
      collection: this.#plan.collection,
      documentId,
      path,
      bsonType,
      protectionVersion,
    };
  }

  /** A copy of `fields` in which every leaf that has a step went through `leaf`. */
  #each(
    steps: readonly StorageStep[],
    fields: Fields,
    path: string,
    leaf: LeafChange,
  ): Record<string, unknown> {
    const changed: Record<string, unknown> = { ...fields };
    for (const step of steps) {
      const value = fields[step.name];
      if (value !== undefined && value !== null) {
        changed[step.name] = this.#change(
          step,
          value,
          path === '' ? step.name : `${path}.${step.name}`,
          leaf,
        );
      }
    }
    return changed;
  }

  #change(step: StorageStep, value: unknown, path: string, leaf: LeafChange): unknown {
    switch (step.step) {
      case 'group':
        return this.#each(step.inside, value as Fields, path, leaf);
      case 'list':
        return (value as readonly unknown[]).map((element) => this.#elementOf(step, element, path, leaf));
      case 'record':
        return Object.fromEntries(
          Object.entries(value as Fields).map(([key, inner]) => [
            key,
            inner === null ? null : this.#change(step.value, inner, `${path}{${key}}`, leaf),
          ]),
        );
      default:
        return leaf(value, step, path);
    }
  }

  #elementOf(step: ListStep, element: unknown, path: string, leaf: LeafChange): unknown {
    const key = elementKeyOf(step.elementKey, element);
    return element === null ? null : this.#change(step.element, element, `${path}[${key}]`, leaf);
  }
}

type SealedType = Extract<StorageStep, { step: 'seal' }>['bsonType'];
type ListStep = Extract<StorageStep, { step: 'list' }>;
type LeafStep = Extract<StorageStep, { step: 'seal' | 'objectId' | 'bytes' }>;
type LeafChange = (value: unknown, step: LeafStep, path: string) => unknown;

function bindingOf({ id, key, salt }: DocumentPlace): Binding {
  return { documentId: documentIdBytes(id), key, salt };
}

/** What tells an element apart within its list, as one text; empty where nothing does. */
export function elementKeyOf(names: readonly string[], element: unknown): string {
  return names
    .map((name) => {
      const value = (element as Fields)[name];
      return value instanceof Date ? value.toISOString() : String(value);
    })
    .join('|');
}

/** Takes the fields of a shared envelope out of `fields`; null when none of them is there. */
function take(fields: Record<string, unknown>, { paths }: SharedEnvelope): Record<string, unknown> | null {
  const content: Record<string, unknown> = {};
  for (const path of paths) {
    let from = fields;
    let into = content;
    for (const [depth, name] of path.entries()) {
      const value = from[name];
      if (value === undefined) break;
      if (depth === path.length - 1) {
        into[name] = value;
        delete from[name];
      } else {
        // The caller's own document stays as it is.
        from[name] = { ...(value as Fields) };
        into[name] ??= {};
        from = from[name] as Record<string, unknown>;
        into = into[name] as Record<string, unknown>;
      }
    }
  }
  return Object.keys(content).length > 0 ? content : null;
}

function merge(into: Record<string, unknown>, from: Fields): void {
  for (const [name, value] of Object.entries(from)) {
    const there = into[name];
    if (isPlain(there) && isPlain(value)) {
      const copy = { ...there };
      merge(copy, value);
      into[name] = copy;
    } else {
      into[name] = value;
    }
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}
