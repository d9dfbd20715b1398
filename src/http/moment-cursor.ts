import type { Page } from '../documents/parts.ts';
import { MasterXError } from '../errors/error.ts';
import { type Answer, ok } from './route.ts';

/** Which part of a list is asked for. */
export interface PageAsked {
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * One page of a list that counts from a moment. Where the caller names none, the moment of the first page is kept in
 * the cursor: the clock goes on between pages, the question does not.
 *
 * @throws MasterXError `invalid_cursor`
 */
export async function pageFromMoment<T>(
  { moment, ...asked }: PageAsked & { readonly moment: Date | undefined },
  fallback: () => Date | Promise<Date>,
  ask: (moment: Date, options: PageAsked) => Promise<Page<T>>,
): Promise<Answer> {
  const { cursor, ...options } = asked;
  const place = cursor === undefined ? null : splitCursor(cursor);
  const from = moment ?? place?.moment ?? (await fallback());
  const { items, nextCursor } = await ask(from, { ...options, ...(place && { cursor: place.inner }) });
  return ok({ items, next_cursor: nextCursor && `${from.getTime()}.${nextCursor}` });
}

function splitCursor(cursor: string): { moment: Date; inner: string } {
  const [, ms, inner] = /^(-?\d{1,15})\.([\w-]+)$/.exec(cursor) ?? [];
  if (ms === undefined || inner === undefined) throw new MasterXError('invalid_cursor');
  return { moment: new Date(Number(ms)), inner };
}
