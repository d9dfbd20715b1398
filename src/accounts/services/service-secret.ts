import { createHash, timingSafeEqual } from 'node:crypto';
import type { ServiceDocument } from '../../derive/generated/documents.ts';
import type { Entropy } from '../../std/random.ts';

/** 256 random bits: nobody guesses them, so that a plain digest does and no slow hash is needed. */
const SECRET_BYTES = 32;

/** Tells a secret of ours from others, to whoever scans for leaked ones. */
const PREFIX = 'mxs_';

/** A secret to hand out, once, and what is stored of it. */
export interface NewClientSecret {
  readonly secret: string;
  readonly digest: string;
}

export function newClientSecret(entropy: Entropy): NewClientSecret {
  const secret = `${PREFIX}${entropy.bytes(SECRET_BYTES).toString('base64url')}`;
  return { secret, digest: digestOf(secret).toString('base64url') };
}

/** Whether a secret is one of those that are taken. */
export function isSecretOf(secret: string, { secrets }: Pick<ServiceDocument, 'secrets'>): boolean {
  const shown = digestOf(secret);
  // Each is compared, whichever it is.
  return secrets
    .map(({ digest }) => timingSafeEqual(Buffer.from(digest, 'base64url'), shown))
    .some((isSame) => isSame);
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}
