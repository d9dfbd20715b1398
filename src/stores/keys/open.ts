import type { Config } from '../../config/settings.ts';
import type { Clock } from '../../std/clock.ts';
import type { Entropy } from '../../std/random.ts';
import type { Credential } from '../../transport/credential.ts';
import { type KeyFileSettings, openKeyFile } from './file.ts';
import { type KmsSettings, openKms } from './kms.ts';
import type { KeyEncryptionKey } from './port.ts';

/** The settings that decide about the key-encryption key. */
export type KekSettings = KeyFileSettings & KmsSettings;

/**
 * The key-encryption key the settings ask for: the one in KMS where one is named, else the local key file.
 *
 * @throws MasterXError `key_file_unsafe`, `keys_unavailable`.
 */
export function openKek(
  settings: KekSettings,
  clock: Clock,
  entropy: Entropy,
  credential?: Credential,
): Promise<KeyEncryptionKey> {
  return kindOfKek(settings) === 'kms'
    ? openKms(settings, { clock, ...(credential && { credential }) })
    : openKeyFile(settings, entropy);
}

/** Where the key-encryption key is. */
export function kindOfKek({ kmsKeyId }: Pick<Config, 'kmsKeyId'>): 'kms' | 'file' {
  return kmsKeyId === null ? 'file' : 'kms';
}
