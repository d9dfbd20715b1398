import type { ActorDocuments } from '../documents/documents.ts';
import type { InspectionStep } from '../documents/inspector.ts';
import { renewableContainers } from '../documents/renewal.ts';
import { isError, MasterXError } from '../errors/error.ts';
import type { Keyring } from '../protection/keyring.ts';
import { LIMITS } from '../std/limits.ts';
import { reachKeys } from '../stores/keys/reach.ts';
import type { KeyVault, LearnerContext } from '../stores/vault/port.ts';

/** How a check is followed, bounded and stopped. */
export interface KeyCheckOptions {
  /** Documents looked at in each collection; all unless said. */
  readonly documentsMax?: number;
  /** Where a check that was interrupted had got to. */
  readonly from?: string;
  readonly onProgress?: (what: string, looked: number) => void;
  readonly signal?: AbortSignal;
}

/** What a check found. Counts and identifiers only. */
export interface KeyCheck {
  readonly verdict: 'good' | 'poor';
  /** Learners whose keys unwrap. */
  readonly learners: number;
  /** Learners whose keys do not: what was wrapped was changed, or its branch key is gone. The first `LIMITS.violationsMax`. */
  readonly locked: readonly string[];
  readonly containers: readonly ContainerCheck[];
}

/** What was found in one collection, or in the pages of its growing lists. */
export interface ContainerCheck extends Omit<InspectionStep, 'next'> {
  readonly container: string;
}

const CONTEXTS = 'learners';

/**
 * Unwraps every learner's keys and opens every envelope, or a part of them. An envelope opens with a key of its learner
 * only, so one under a key that nobody knows is told as well. One pass over everything; nothing is changed.
 *
 * @throws MasterXError `interrupted`, with where it goes on.
 */
export async function checkKeys(
  parts: {
    readonly vault: KeyVault;
    readonly keyring: Keyring;
    readonly tenant: string;
    readonly documents: ActorDocuments;
  },
  options: KeyCheckOptions = {},
): Promise<KeyCheck> {
  const { documentsMax = Number.POSITIVE_INFINITY, onProgress, signal } = options;
  const [fromName = CONTEXTS, fromAfter = ''] = options.from?.split('/') ?? [];
  const goOn = (name: string, after: string | null) => {
    if (signal?.aborted) throw interrupted(after === null ? name : `${name}/${after}`);
  };
  const all = renewableContainers('envelopes').map((one) => ({
    ...one,
    name: one.pages ? `${one.collection} pages` : one.collection,
  }));
  const begun = fromName === CONTEXTS ? 0 : all.findIndex(({ name }) => name === fromName);
  if (begun < 0) {
    throw new MasterXError('usage', { detail: `There is no ${fromName} to go on from.` });
  }
  let learners = 0;
  const locked: string[] = [];
  if (fromName === CONTEXTS) {
    for (let after = fromAfter || null; ; ) {
      goOn(CONTEXTS, after);
      const page: LearnerContext[] = await reachKeys(() =>
        parts.vault.learnerContextsAfter(parts.tenant, after, LIMITS.writeDocumentsMax),
      );
      const shut = await lockedAmong(parts.keyring, page);
      learners += page.length - shut.length;
      locked.push(...shut.slice(0, LIMITS.violationsMax - locked.length));
      onProgress?.(CONTEXTS, learners);
      const last = page.at(-1);
      if (!last || page.length < LIMITS.writeDocumentsMax) break;
      after = last._id;
    }
  }
  const containers: ContainerCheck[] = [];
  for (const { collection, pages, name } of all.slice(begun)) {
    const sum = { container: name, documents: 0, values: 0, erased: 0 };
    const refused: string[] = [];
    let after: string | null = name === fromName && fromAfter !== '' ? fromAfter : null;
    do {
      goOn(name, after);
      const step: InspectionStep = await parts.documents.named(collection).inspect({ pages, after });
      sum.documents += step.documents;
      sum.values += step.values;
      sum.erased += step.erased;
      refused.push(...step.refused.slice(0, LIMITS.violationsMax - refused.length));
      onProgress?.(name, sum.documents);
      after = step.next;
    } while (after !== null && sum.documents < documentsMax);
    containers.push({ ...sum, refused });
  }
  const isGood = locked.length === 0 && containers.every(({ refused }) => refused.length === 0);
  return { verdict: isGood ? 'good' : 'poor', learners, locked, containers };
}

/** The learners whose keys do not unwrap. One that was tampered with fails its page, so then each is tried alone. */
async function lockedAmong(keyring: Keyring, contexts: readonly LearnerContext[]): Promise<string[]> {
  try {
    const keys = await keyring.unlock(contexts);
    return contexts.flatMap(({ _id }) => (keys.has(_id) ? [] : [_id]));
  } catch (thrown) {
    if (!isError(thrown, 'ciphertext_refused')) throw thrown;
    const [only] = contexts;
    if (contexts.length === 1 && only) return [only._id];
    const middle = Math.ceil(contexts.length / 2);
    return [
      ...(await lockedAmong(keyring, contexts.slice(0, middle))),
      ...(await lockedAmong(keyring, contexts.slice(middle))),
    ];
  }
}

function interrupted(reached: string): MasterXError {
  return new MasterXError('interrupted', {
    hint: `Run the command again with --from '${reached}'; what was looked at before was not kept.`,
  });
}
