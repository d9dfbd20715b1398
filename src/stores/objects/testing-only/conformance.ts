import { describe, expect, it } from 'vitest';
import { type ObjectStore, OtherObject } from '../port.ts';

/** What every object store does. `open` answers an empty one. */
export function describeObjectStore(name: string, open: () => Promise<ObjectStore>): void {
  const later = new Date('2099-01-01T00:00:00Z');

  describe(name, () => {
    it('gives back what was stored, and null for what was not', async () => {
      const store = await open();
      await store.putOnce('a/one.json', Buffer.from('1'), later);
      expect((await store.get('a/one.json'))?.toString()).toBe('1');
      expect(await store.get('a/two.json')).toBeNull();
    });

    it('stores once: the same again does nothing, other bytes are refused and change nothing', async () => {
      const store = await open();
      await store.putOnce('a/one.json', Buffer.from('1'), later);
      await store.putOnce('a/one.json', Buffer.from('1'), later);
      await expect(store.putOnce('a/one.json', Buffer.from('2'), later)).rejects.toThrow(OtherObject);
      expect((await store.get('a/one.json'))?.toString()).toBe('1');
    });

    it('lets one of many win', async () => {
      const store = await open();
      const all = await Promise.allSettled(
        Array.from({ length: 10 }, (_, at) => store.putOnce('race', Buffer.from(`writer ${at}`), later)),
      );
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.list('race-of/', { limit: 10 })).toEqual([]);
    });

    it('lists names below a prefix in order, a page at a time', async () => {
      const store = await open();
      for (const each of ['b/3', 'b/1', 'b/2', 'bb/4', 'c/5'])
        await store.putOnce(each, Buffer.from(each), later);
      expect(await store.list('b/', { limit: 2 })).toEqual(['b/1', 'b/2']);
      expect(await store.list('b/', { after: 'b/2', limit: 2 })).toEqual(['b/3']);
      expect(await store.list('nothing/', { limit: 2 })).toEqual([]);
    });

    it.each(['../out', '/etc', 'a//b', 'a/../b', '', 'A', '.hidden'])('refuses the name %j', async (bad) => {
      const store = await open();
      await expect(store.putOnce(bad, Buffer.from('x'), later)).rejects.toThrow('name');
      await expect(store.get(bad)).rejects.toThrow('name');
    });
  });
}
