import { createHmac } from 'node:crypto';
import { uuidFromBytes } from '../std/random.ts';
import { lengthPrefixed } from '../stores/keys/length-prefix.ts';
import { deriveKey } from './hkdf.ts';
import type { IndexKey } from './secret-key.ts';

/** What an imported identifier names: the same text for two kinds gives unrelated pseudonyms. */
export type PseudonymKind = 'learner' | 'session' | 'interaction' | 'record';

/**
 * The identifier here of something that has one elsewhere: a random-looking UUID (version 8, RFC 9562 §5.8), the
 * same for every import of the same source, and linkable to the source's identifier only with the key. 122 bits of
 * HMAC-SHA-256 under HKDF-SHA-512(index key, `pseudonym.kind`), over the source and its identifier.
 *
 * @param source names where `sourceId` is unique, such as a data set or a tool's installation.
 */
export function pseudonym(key: IndexKey, kind: PseudonymKind, source: string, sourceId: string): string {
  return pseudonyms(key)(kind, source, sourceId);
}

/** As `pseudonym`, for many of one key: what each kind's key costs is paid once. Not to be kept longer than the key. */
export function pseudonyms(key: IndexKey): (kind: PseudonymKind, source: string, sourceId: string) => string {
  const kindKeys = new Map<PseudonymKind, Buffer>();
  return (kind, source, sourceId) => {
    const kindKey = kindKeys.get(kind) ?? deriveKey(key.secret, Buffer.from(`pseudonym.${kind}`, 'utf8'));
    kindKeys.set(kind, kindKey);
    const hash = createHmac('sha256', kindKey)
      .update(lengthPrefixed([source, sourceId]))
      .digest();
    return uuidFromBytes(hash, 8);
  };
}
