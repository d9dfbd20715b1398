import { useSyncExternalStore } from 'react';
import { keeper } from './here.ts';
import type { Standing } from './standing.ts';

/** How this browser stands to the service, kept up to date. */
export function useStanding(): Standing {
  return useSyncExternalStore(keeper.subscribe, () => keeper.standing);
}
