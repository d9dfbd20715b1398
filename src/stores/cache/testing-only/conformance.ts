import { describe, expect, it } from 'vitest';
import type { Cache } from '../port.ts';

/** What every adapter of the cache must do. `wait` lets time pass for the adapter. */
export function cacheConformance(
  name: string,
  open: () => Promise<Cache>,
  wait: (ms: number) => Promise<void>,
): void {
  describe(`cache: ${name}`, () => {
    it('gives back the very bytes', async () => {
      const cache = await open();
      const bytes = Buffer.from([0, 255, 128, 10, 13, 0]);
      await cache.set('bytes', bytes, 60_000);
      expect(await cache.get('bytes')).toEqual(bytes);
      await cache.set('bytes', Buffer.alloc(0), 60_000);
      expect(await cache.get('bytes')).toEqual(Buffer.alloc(0));
      await cache.close();
    });

    it('knows nothing of what was never set or was removed', async () => {
      const cache = await open();
      expect(await cache.get('never')).toBeNull();
      await cache.set('removed', Buffer.from('x'), 60_000);
      await cache.remove('removed');
      expect(await cache.get('removed')).toBeNull();
      await cache.close();
    });

    it('never answers with what is older than it was allowed to become', async () => {
      const cache = await open();
      await cache.set('short', Buffer.from('x'), 40);
      expect(await cache.get('short')).not.toBeNull();
      await wait(60);
      expect(await cache.get('short')).toBeNull();
      await cache.set('short', Buffer.from('x'), 0);
      expect(await cache.get('short')).toBeNull();
      await cache.close();
    });

    it('is an empty one once it is closed', async () => {
      const cache = await open();
      await cache.set('closed', Buffer.from('x'), 60_000);
      expect(await cache.isReachable()).toBe(true);
      await cache.close();
      await expect(cache.set('closed', Buffer.from('y'), 60_000)).resolves.toBeUndefined();
    });
  });
}
