import type { Page } from '../documents/parts.ts';
import { LIMITS } from '../std/limits.ts';

type Options = { readonly limit: number; readonly cursor?: string };

/** Documents a walk over all pages holds at most; what has more is worked on in parts. */
const WALK_MAX = 20_000;

/** Every item of a query, page by page. */
export async function everyPage<T>(pageOf: (options: Options) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await pageOf({
      limit: LIMITS.answerDocumentsMax,
      ...(cursor !== null && { cursor }),
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && all.length < WALK_MAX);
  return all;
}

/** Every element of a growing list. */
export const everyElement = everyPage;
