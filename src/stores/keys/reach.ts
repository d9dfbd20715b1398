import { MasterXError } from '../../errors/error.ts';
import { InvariantViolation } from '../../std/assert.ts';

/** A call to the key vault or the KMS: a failure it does not explain itself is MasterXError `keys_unavailable`. */
export async function reachKeys<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    if (thrown instanceof MasterXError || thrown instanceof InvariantViolation) throw thrown;
    throw new MasterXError('keys_unavailable', { cause: thrown });
  }
}
