import type { AccessTrail } from '../access/audit-trail.ts';
import type { Documents, GrowingLists, NewDocuments, Queries } from '../derive/generated/documents.ts';
import type { LatencyRecorder } from '../observe/latency.ts';
import type { Keyring } from '../protection/keyring.ts';
import type { Fields } from '../protection/sealer.ts';
import type { Clock } from '../std/clock.ts';
import type { Entropy } from '../std/random.ts';
import type { Cache } from '../stores/cache/port.ts';
import type { DocumentStore } from '../stores/documents/port.ts';

/** What the door is made of. */
export interface DocumentsParts {
  readonly store: DocumentStore;
  readonly keyring: Keyring;
  readonly trail: AccessTrail;
  readonly latencies: Pick<LatencyRecorder, 'record'>;
  /** Holds summaries of the whole platform; nothing of a learner. */
  readonly cache: Cache;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly tenant: string;
  /** Region of the learners this deployment writes. */
  readonly region: string;
}

/** A collection by name. */
export type CollectionName = keyof Documents & keyof Queries & keyof NewDocuments & keyof GrowingLists;

export type QueryName<C extends CollectionName> = keyof Queries[C] & string;

type QueryOf<C extends CollectionName, Q extends QueryName<C>> = Queries[C][Q] extends {
  parameters: infer P;
  answer: infer A;
}
  ? { parameters: P; answer: A }
  : never;

export type Parameters<C extends CollectionName, Q extends QueryName<C>> = QueryOf<C, Q>['parameters'];
export type Answer<C extends CollectionName, Q extends QueryName<C>> = QueryOf<C, Q>['answer'];

/** A growing list of a collection, by its path. */
export type ListPath<C extends CollectionName> = keyof GrowingLists[C] & string;

/** Elements for several growing lists of one document. */
export type Additions<C extends CollectionName> = {
  readonly [L in ListPath<C>]?: readonly GrowingLists[C][L][];
};

/** Part of an answer, and how to ask for what follows. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; null when nothing follows. */
  readonly nextCursor: string | null;
}

/** A document, and the growing lists of which it holds only the first elements. */
export interface LongDocument {
  readonly document: Fields;
  readonly longer: readonly string[];
}

/** Whose documents, and which part of the answer. */
export interface QueryOptions {
  /** The learner to ask for, where the actor may ask for any. */
  readonly learner?: string;
  readonly cursor?: string;
  /** From 1 to `LIMITS.answerDocumentsMax`. */
  readonly limit?: number;
}

/** The values that tell one document from another. */
export type Identity<C extends CollectionName> = Partial<Documents[C]>;
