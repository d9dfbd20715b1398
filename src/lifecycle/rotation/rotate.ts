import { AUDIT_KEY_PURPOSE } from '../../access/audit-keys.ts';
import { SEARCH_PURPOSE } from '../../documents/look-ups.ts';
import { MasterXError } from '../../errors/error.ts';
import { ACCESS_TOKEN_PURPOSE } from '../../protection/signing-keys.ts';
import { LEARNER_COLLECTIONS } from '../../schema/schema.ts';
import type { KeyRotationRecord } from '../../stores/vault/port.ts';
import { AUDIT_STEPS } from './audit-keys.ts';
import { BRANCH_STEPS, REWRAP_STEPS } from './branch-keys.ts';
import { INDEX_STEPS } from './index-keys.ts';
import { Job, type JobRequest, type Step } from './job.ts';
import { KEK_STEPS } from './key-encryption-key.ts';
import { LEARNER_STEPS } from './learner-keys.ts';
import type { RotationParts } from './parts.ts';
import { SIGNING_STEPS } from './signing-keys.ts';

/** What can be rotated by itself, besides the index keys. */
export type RotationTarget =
  | { readonly kind: 'learner'; readonly learner: string | null }
  | { readonly kind: 'branch' | 'rewrap' | 'platform' | 'audit' | 'signing' | 'kek' | 'rewrap kek' }
  | { readonly kind: 'index'; readonly purpose: string };

/** Holds a lease while `work` runs, so that one process at a time rotates one thing. */
export type WithLease = <T>(
  name: string,
  work: (assertHeld: () => Promise<void>) => Promise<T>,
) => Promise<T>;

/** The purposes of the index keys that can be rotated: those that declared blind indexes and tokens are made with. */
export const INDEX_PURPOSES: readonly string[] = [
  ...new Set(
    LEARNER_COLLECTIONS.flatMap(({ blindIndexes, searchTokens }) => [
      ...blindIndexes.map(({ blindIndex }) => blindIndex.normalise),
      ...(searchTokens?.key === 'platform' ? [SEARCH_PURPOSE] : []),
    ]),
  ),
];

/** @throws MasterXError `usage` when there is no such index key, or none that can be rotated. */
export function assertRotatable(purpose: string): void {
  if (INDEX_PURPOSES.includes(purpose)) return;
  throw new MasterXError('usage', {
    detail: `There are no keys ${purpose} that can be rotated.`,
    hint: `These can: learner, branch, kek, platform, ${[AUDIT_KEY_PURPOSE, ACCESS_TOKEN_PURPOSE, ...INDEX_PURPOSES].join(', ')}. Pseudonyms have to stay as they are.`,
  });
}

/**
 * Rotates keys while the service runs. Killed at any moment, the same call goes on where it was; by whatever process, but
 * by one at a time.
 *
 * @returns how it went: every document, or every wrapped key, was found under the keys that are in use now.
 * @throws MasterXError `overloaded` when another process is at it, `conflict` when another rotation of the same keys is
 * under way, `interrupted` on the signal, `not_found` for a learner who has no keys.
 */
export function rotate(
  parts: RotationParts,
  target: RotationTarget,
  withLease: WithLease,
): Promise<KeyRotationRecord> {
  const { request, steps } = planOf(parts, target);
  return withLease(`keys ${parts.tenant} ${request.target}`, async (assertHeld) => {
    const first = steps[0]?.name ?? '';
    const job = await Job.open(parts, request, first, assertHeld);
    return job.run(steps);
  });
}

function planOf(
  parts: RotationParts,
  target: RotationTarget,
): { readonly request: JobRequest; readonly steps: readonly Step[] } {
  const { vault, tenant, keyring, kek } = parts;
  const all = { only: null, epoch: async () => 0 };
  const nextEpochFor = async (purpose: string) => {
    // Makes the first epoch where there was no need of one yet.
    await keyring.liveIndexKeys(purpose);
    return ((await vault.latestIndexKey(tenant, purpose))?.epoch ?? 0) + 1;
  };
  const branchEpoch = async () => (await vault.latestBranchKey(tenant))?.epoch ?? 0;
  switch (target.kind) {
    case 'learner': {
      const { learner } = target;
      const epoch = async () => {
        // Asked before anything is begun: a rotation of nobody would stand in the way of every other.
        if (learner !== null && !(await vault.learnerContexts([learner])).has(learner))
          throw new MasterXError('not_found');
        return 0;
      };
      return { request: { target: 'learner', only: learner, epoch }, steps: LEARNER_STEPS };
    }
    case 'branch':
      return {
        request: { ...all, target: 'branch', epoch: async () => (await branchEpoch()) + 1 },
        steps: BRANCH_STEPS,
      };
    case 'rewrap':
      return { request: { ...all, target: 'rewrap', epoch: branchEpoch }, steps: REWRAP_STEPS };
    case 'platform': {
      const latest = async () => (await vault.latestIndexKey(tenant, 'platform'))?.epoch ?? 0;
      const add: Step = {
        name: 'adding an epoch',
        run: async (job) => {
          await keyring.addPlatformEpoch(job.record.epoch);
        },
      };
      return {
        request: { ...all, target: 'platform', epoch: async () => (await latest()) + 1 },
        steps: [add],
      };
    }
    case 'index': {
      const { purpose } = target;
      assertRotatable(purpose);
      return {
        request: { ...all, target: purpose, epoch: () => nextEpochFor(purpose) },
        steps: INDEX_STEPS,
      };
    }
    case 'audit':
      return {
        request: { ...all, target: 'audit', epoch: () => nextEpochFor(AUDIT_KEY_PURPOSE) },
        steps: AUDIT_STEPS,
      };
    case 'signing':
      return {
        request: {
          ...all,
          target: ACCESS_TOKEN_PURPOSE,
          epoch: () => nextEpochFor(ACCESS_TOKEN_PURPOSE),
        },
        steps: SIGNING_STEPS,
      };
    case 'kek': {
      const { rotate: another } = kek;
      if (!another) {
        throw new MasterXError('usage', {
          detail: 'This key-encryption key is rotated where it is kept.',
          hint: 'Make a new key there, name it in the settings of every process, then run `masterx keys rewrap --kek`.',
        });
      }
      return {
        request: { ...all, target: 'kek' },
        steps: [{ name: 'adding a key', run: () => another.call(kek) }, ...KEK_STEPS],
      };
    }
    case 'rewrap kek':
      return { request: { ...all, target: 'rewrap kek' }, steps: KEK_STEPS };
  }
}
