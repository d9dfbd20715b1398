import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { AuditKeys } from '../audit-keys.ts';

const pair = generateKeyPairSync('ed25519');

/** Audit keys without a vault, for tests of one process. */
export const fixedAuditKeys: AuditKeys = {
  chain: async (writer, epoch = 1) => ({
    epoch,
    secret: createHash('sha256').update(`${epoch} ${writer}`).digest(),
  }),
  signer: async () => ({ epoch: 1, sign: (bytes) => sign(null, bytes, pair.privateKey) }),
  publicKey: async () => createPublicKey(pair.privateKey),
};
