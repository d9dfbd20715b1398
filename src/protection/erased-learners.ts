import { MasterXError } from '../errors/error.ts';
import type { ErasureLedger } from '../stores/ledger/port.ts';
import type { KeyVault, LearnerContext } from '../stores/vault/port.ts';

type Ledger = Pick<ErasureLedger, 'erasedAmong'> | undefined;

/** @throws MasterXError `learner_erased` when one of the learners was erased. */
export async function refuseErased(
  ledger: Ledger,
  tenant: string,
  learners: readonly { readonly userId: string }[],
): Promise<void> {
  const erased = await ledger?.erasedAmong(
    tenant,
    learners.map(({ userId }) => userId),
  );
  if (erased && erased.size > 0) throw refusal();
}

/**
 * Takes the keys back that were just made for learners whose erasure began meanwhile: the erasure may have passed by the
 * vault before they were there.
 *
 * @throws MasterXError `learner_erased` when there were any.
 */
export async function withdrawErased(
  ledger: Ledger,
  vault: Pick<KeyVault, 'removeLearnerContext'>,
  tenant: string,
  made: readonly LearnerContext[],
): Promise<void> {
  const erased = await ledger?.erasedAmong(
    tenant,
    made.map(({ _id }) => _id),
  );
  if (!erased || erased.size === 0) return;
  for (const { _id, key_id } of made) if (erased.has(_id)) await vault.removeLearnerContext(_id, key_id);
  throw refusal();
}

function refusal(): MasterXError {
  return new MasterXError('learner_erased');
}
