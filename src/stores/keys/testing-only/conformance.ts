import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { KeyEncryptionKey } from '../port.ts';

const CONTEXT = { tenant: 'default', purpose: 'branch', epoch: '1' };

/** What every key-encryption key promises, whatever KMS stands behind it. */
export function keyEncryptionKeyConformance(
  name: string,
  adapter: {
    /** The key under test. */
    readonly open: () => Promise<KeyEncryptionKey>;
    /** Another key of the same kind. */
    readonly openOther: () => Promise<KeyEncryptionKey>;
  },
): void {
  describe(`key-encryption key: ${name}`, () => {
    it('unwraps what it wrapped', async () => {
      const kek = await adapter.open();
      const plain = randomBytes(32);
      const wrapped = await kek.wrap(plain, CONTEXT);
      expect(wrapped.kekId).toBe(kek.keyId);
      expect(await kek.unwrap(wrapped, CONTEXT)).toEqual(plain);
    });

    it('generates keys of 256 bits, each a new one, that unwrap to themselves', async () => {
      const kek = await adapter.open();
      const [one, other] = [await kek.generate(CONTEXT), await kek.generate(CONTEXT)];
      expect(one.plain.byteLength).toBe(32);
      expect(one.plain.equals(other.plain)).toBe(false);
      expect(await kek.unwrap(one.wrapped, CONTEXT)).toEqual(one.plain);
    });

    it('does not show the plain key in the wrapped one', async () => {
      const { plain, wrapped } = await (await adapter.open()).generate(CONTEXT);
      expect(wrapped.bytes.includes(plain.subarray(0, 8))).toBe(false);
    });

    it('takes the context in any order', async () => {
      const kek = await adapter.open();
      const { plain, wrapped } = await kek.generate({ a: '1', b: '2' });
      expect(await kek.unwrap(wrapped, { b: '2', a: '1' })).toEqual(plain);
    });

    it.each([
      ['another value', { ...CONTEXT, epoch: '2' }],
      ['one entry less', { tenant: 'default', purpose: 'branch' }],
      ['one entry more', { ...CONTEXT, learner: 'x' }],
      ['none', {}],
    ])('refuses another context: %s', async (_, context) => {
      const kek = await adapter.open();
      const { wrapped } = await kek.generate(CONTEXT);
      await expect(kek.unwrap(wrapped, context)).rejects.toMatchObject({ code: 'ciphertext_refused' });
    });

    it('refuses wrapped bytes that were changed or cut', async () => {
      const kek = await adapter.open();
      const { wrapped } = await kek.generate(CONTEXT);
      const changed = Buffer.from(wrapped.bytes);
      changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
      for (const bytes of [changed, wrapped.bytes.subarray(0, 20), Buffer.alloc(0)]) {
        const opening = kek.unwrap({ kekId: wrapped.kekId, bytes }, CONTEXT);
        await expect(opening).rejects.toMatchObject({ code: 'ciphertext_refused' });
      }
    });

    it('says that keys are unavailable when another key wrapped them', async () => {
      const { wrapped } = await (await adapter.openOther()).generate(CONTEXT);
      const opening = (await adapter.open()).unwrap(wrapped, CONTEXT);
      await expect(opening).rejects.toMatchObject({ code: 'keys_unavailable' });
    });

    it('is healthy', async () => {
      await expect((await adapter.open()).health()).resolves.toBeUndefined();
    });
  });
}
