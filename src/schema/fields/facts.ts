import type { ConsentName } from '../vocabulary/consents.ts';
import type { PurposeName } from '../vocabulary/purposes.ts';
import type { RetentionName } from '../vocabulary/retention.ts';

/**
 * How a field's value is stored.
 * - `none`: as it is. For numbers, enumerations and times under a random `user_id`.
 * - `encrypted`: as an AES-256-GCM envelope under the learner's key. With `envelope`, together with all fields of the
 *   document that name the same envelope, in one binary field of that name.
 * - `digest`: as a salted one-way hash only; the value itself is never kept.
 */
export type Protection =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'encrypted';
      readonly envelope?: string;
      /** Version of the field's protection, part of the authenticated data. Raise it to force re-encryption. */
      readonly version: number;
      readonly blindIndex?: BlindIndex;
      readonly searchTokens?: SearchTokens;
    }
  | { readonly kind: 'digest' };

/** A keyed hash beside the ciphertext, so that equality can be asked of an encrypted field. */
export interface BlindIndex {
  /** How the value is normalised before it is hashed. */
  readonly normalise: 'email';
  /** Version of the index key and normalisation, part of the key derivation. */
  readonly version: number;
}

/** Keyed tokens of an encrypted text, so that its words can be searched. */
export interface SearchTokens {
  /** Whose key makes the tokens: a learner's own texts die with the learner's key. */
  readonly key: 'learner' | 'platform';
}

/** What a declaration may say of any field. Groups hand `purpose`, `consent`, `retention`, `export` and `setBy` down. */
export interface FieldFacts {
  /** What the field means, for the data dictionary. */
  readonly description: string;
  /** The field may be absent. */
  readonly optional?: true;
  /** The field may be null; says why (a consent withheld, an import that does not know). */
  readonly nullable?: string;
  /** The field is not in the specification; says why it is here. */
  readonly extension?: string;
  /** Whether the value by itself identifies a person. */
  readonly identifies?: true;
  readonly protection?: Protection;
  readonly purpose?: PurposeName;
  /** The consent without which the value is neither kept nor used. */
  readonly consent?: ConsentName;
  readonly retention?: RetentionName;
  /** Whether the value is in a person's export. Default: what a group or the collection says. */
  readonly export?: boolean;
  /** The platform itself sets the value: callers need not give it and cannot choose it. */
  readonly managed?: true;
  /** Only operations of the platform set the value, such as a role or a limit; the policy refuses it to whoever asks. */
  readonly setBy?: 'platform';
  /** Shown to whoever may see anything of the document, such as what a person is called by. */
  readonly displayed?: true;
}

/** The protection of identifying values, free text and emotional detail. */
export const encrypted = (
  options: Partial<Omit<Extract<Protection, { kind: 'encrypted' }>, 'kind'>> = {},
): Protection => ({ kind: 'encrypted', version: 1, ...options });

/** The protection of what is only ever compared: passwords. */
export const digest = (): Protection => ({ kind: 'digest' });
