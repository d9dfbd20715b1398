/** A broken invariant: a defect in MasterX itself, never a caller's mistake. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}

/** States what must hold here. Fails loudly rather than letting a wrong value travel on. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantViolation(message);
}
