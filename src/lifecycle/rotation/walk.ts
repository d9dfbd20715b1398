import type { NamedCollection } from '../../documents/named-collection.ts';
import {
  type RenewalRequest,
  type RenewalStep,
  type Renewed,
  renewableContainers,
} from '../../documents/renewal.ts';
import { MasterXError } from '../../errors/error.ts';
import { LIMITS } from '../../std/limits.ts';
import type { LearnerContext, LearnerKeysChange } from '../../stores/vault/port.ts';
import type { Job, Step } from './job.ts';

/** Ends what a container has been walked to. */
const END = 'end';

type Look = (collection: NamedCollection, request: RenewalRequest) => Promise<Counted>;

interface Counted {
  readonly step: RenewalStep;
  readonly counts: Readonly<Record<string, number>>;
}

/** A step that brings every stored document under the keys that are in use now. */
export function renewing(name: string, renewed: Renewed): Step {
  const look: Look = async (collection, request) => {
    const step = await collection.renew(request);
    return { step, counts: { walked: step.documents, renewed: step.outdated } };
  };
  return { name, run: (job) => eachContainer(job, renewed, look) };
}

/**
 * A step that looks at every stored document and finds that nothing is under a key that is not in use. What came late is
 * renewed and looked at again.
 *
 * @throws MasterXError `internal` when something stays: the rotation stays where it is, and the keys as they are.
 */
export function proving(name: string, renewed: Renewed): Step {
  const look: Look = async (collection, request) => {
    const step = await collection.survey(request);
    const counts = { proved: step.documents, values: step.values };
    if (step.outdated === 0) return { step, counts };
    await collection.renew(request);
    const again = await collection.survey(request);
    if (again.outdated === 0) return { step: again, counts: { ...counts, late: step.outdated } };
    throw new MasterXError('internal', {
      detail: `${again.outdated} documents are still under a key that was to be rotated.`,
      hint: 'Nothing was retired. Repeat the command, or look at these documents with `masterx keys verify`.',
    });
  };
  return { name, run: (job) => eachContainer(job, renewed, look) };
}

async function eachContainer(job: Job, renewed: Renewed, look: Look): Promise<void> {
  const containers = renewableContainers(renewed);
  const [name = '', after = ''] = job.record.reached?.split('/') ?? [];
  const begun = containers.findIndex((container) => nameOf(container) === name);
  for (const [at, container] of containers.entries()) {
    if (at < begun || (at === begun && after === END)) continue;
    let next: string | null = at === begun ? after : null;
    do {
      await job.goOn();
      const { step, counts } = await look(job.parts.documents.named(container.collection), {
        renewed,
        pages: container.pages,
        learner: job.record.only,
        after: next,
      });
      next = step.next;
      await job.reach(`${nameOf(container)}/${next ?? END}`, counts);
    } while (next !== null);
  }
}

function nameOf({ collection, pages }: { collection: string; pages: boolean }): string {
  return pages ? `${collection} pages` : collection;
}

/** Walks the contexts of the learners a rotation is for, a page at a time, from where it was. */
export async function eachLearners(
  job: Job,
  work: (contexts: readonly LearnerContext[]) => Promise<Readonly<Record<string, number>>>,
): Promise<void> {
  const { vault, tenant } = job.parts;
  const { only } = job.record;
  if (only !== null) {
    const found = await vault.learnerContexts([only]);
    if (job.record.reached === null) await job.reach(only, await work([...found.values()]));
    return;
  }
  for (;;) {
    await job.goOn();
    const page = await vault.learnerContextsAfter(tenant, job.record.reached, LIMITS.writeDocumentsMax);
    const last = page.at(-1);
    if (!last) return;
    await job.reach(last._id, await work(page));
  }
}

/**
 * Changes the keys of learners, again for those whose context was changed meanwhile.
 *
 * @param change what to make of the keys of each; learners that are left out stay as they are.
 */
export async function changeKeys(
  job: Job,
  contexts: readonly LearnerContext[],
  change: (contexts: readonly LearnerContext[]) => Promise<readonly Omit<LearnerKeysChange, 'revision'>[]>,
): Promise<number> {
  const { vault } = job.parts;
  let waiting = contexts;
  let changed = 0;
  for (let attempt = 1; waiting.length > 0; attempt++) {
    if (attempt > LIMITS.writeAttemptsMax) throw new MasterXError('write_conflict');
    const revisions = new Map(waiting.map(({ _id, keys_revision = 0 }) => [_id, keys_revision]));
    const changes = (await change(waiting)).map((one) => ({
      ...one,
      revision: revisions.get(one.userId) ?? 0,
    }));
    const matched = await vault.changeLearnerKeys(changes);
    changed += matched;
    if (matched === changes.length) return changed;
    const again = await vault.learnerContexts(changes.map(({ userId }) => userId));
    waiting = [...again.values()].filter(
      ({ _id, keys_revision = 0 }) => keys_revision !== (revisions.get(_id) ?? 0) + 1,
    );
  }
  return changed;
}
