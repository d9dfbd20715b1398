/**
 * Thrown by whatever makes a record of a row, when the row cannot become one; the reader turns it into a reject.
 * The reason names columns and rules, never a value of the row.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Ends the making of a record with a reason. */
export function refuse(reason: string): never {
  throw new Refusal(reason);
}
