import { createHmac } from 'node:crypto';
import { invariant } from '../std/assert.ts';
import { deriveKey } from './hkdf.ts';
import type { IndexKey } from './secret-key.ts';

/** Which field an index value belongs to: the same value in two fields gives two unrelated index values. */
export interface IndexedField {
  readonly collection: string;
  /** Path of the field, dots between names. */
  readonly field: string;
  /** Version of the field's normalisation and indexing, from 1. */
  readonly version: number;
}

/**
 * The blind index of a value: 32 bytes that are equal for equal values and say nothing else without the key.
 * HMAC-SHA-256 under HKDF-SHA-512(index key, `collection.field.version`). It leaks equality, hence frequency: never
 * index a value with few possibilities by itself.
 *
 * @param normalised the value in the one form its equality means, such as `normaliseEmail` gives.
 */
export function blindIndex(key: IndexKey, indexed: IndexedField, normalised: string): Buffer {
  const { collection, field, version } = indexed;
  invariant(!collection.includes('.') && collection !== '', 'a collection is named without dots');
  invariant(Number.isInteger(version) && version >= 1, 'a version counts from 1');
  const fieldKey = deriveKey(key.secret, Buffer.from(`${collection}.${field}.${version}`, 'utf8'));
  const value = createHmac('sha256', fieldKey).update(normalised, 'utf8').digest();
  fieldKey.fill(0);
  return value;
}

/**
 * An email address in the form its equality means here: Unicode NFKC, surrounding white space dropped, domain and
 * local part in lower case. RFC 5321 lets a host tell `A@` from `a@`; in practice none does, and people type both.
 *
 * Not folded: dots and `+tags` in the local part (they are distinct mailboxes at most hosts), and a domain's Unicode
 * and `xn--` forms. Only for comparing: mail goes to the address as it was given, never to this form.
 */
export function normaliseEmail(address: string): string {
  // Lower case may give letters that compose again, so the form is taken once more.
  return address.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
}
