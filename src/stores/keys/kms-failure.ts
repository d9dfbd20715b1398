import { MasterXError } from '../../errors/error.ts';

/** The wrapped key is not what KMS gave out for this context. */
const REFUSED = new Set(['InvalidCiphertextException', 'IncorrectKeyException']);

/** What is wrong, and what to do about it, by the name of the service's exception. */
const UNAVAILABLE: Readonly<Record<string, readonly [detail: string, hint: string]>> = {
  DisabledException: ['The KMS key is disabled.', 'Enable it in KMS (EnableKey).'],
  KMSInvalidStateException: [
    'The KMS key cannot be used in the state it is in, such as waiting for its deletion.',
    'Look at it with DescribeKey; cancel a deletion (CancelKeyDeletion) and enable the key before it is too late.',
  ],
  NotFoundException: [
    'There is no such KMS key.',
    'Check MASTERX_KMS_KEY_ID, and that the region and the account are those of the key.',
  ],
  InvalidArnException: ['The KMS key is not named by an ARN, id or alias.', 'Check MASTERX_KMS_KEY_ID.'],
  AccessDeniedException: [
    'KMS does not let these credentials use the key.',
    'Allow kms:DescribeKey, kms:GenerateDataKey, kms:Encrypt, kms:Decrypt on it in the key policy or by IAM.',
  ],
  InvalidKeyUsageException: [
    'The KMS key is not for encrypting.',
    'Use a symmetric key (SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT).',
  ],
  CredentialsProviderError: [
    'There are no AWS credentials here.',
    'Give them as the AWS SDK looks for them: environment, profile, container or instance role.',
  ],
  UnrecognizedClientException: ['AWS does not know these credentials.', 'Check the AWS credentials.'],
  InvalidSignatureException: ['AWS refused the signature.', 'Check the AWS credentials and the clock.'],
  ExpiredTokenException: ['The AWS credentials have expired.', 'Renew the AWS credentials.'],
};

const THROTTLED = new Set(['ThrottlingException', 'LimitExceededException', 'TooManyRequestsException']);

/**
 * What a failure of the KMS client means: `ciphertext_refused` or `keys_unavailable`, with what to do. Its message is
 * left out, since it may quote the request.
 */
export function kmsFailure(thrown: unknown): MasterXError {
  if (thrown instanceof MasterXError) return thrown;
  const name = thrown instanceof Error ? thrown.name : '';
  const cause = new Error(`KMS: ${name || 'no error'}`);
  if (REFUSED.has(name)) {
    return new MasterXError('ciphertext_refused', {
      detail: 'KMS did not wrap this key for this purpose.',
      cause,
    });
  }
  if (THROTTLED.has(name)) {
    return new MasterXError('keys_unavailable', {
      detail: 'KMS throttles the calls.',
      hint: 'Wait a moment; where it goes on, ask AWS for a higher quota of requests.',
      retryAfterSeconds: 1,
      cause,
    });
  }
  const known = UNAVAILABLE[name];
  if (known) {
    const [detail, hint] = known;
    return new MasterXError('keys_unavailable', { detail, hint, cause });
  }
  return new MasterXError('keys_unavailable', {
    detail: 'KMS does not answer.',
    hint: 'Check the network, the region and MASTERX_KMS_ENDPOINT; what is in memory can still be read for up to a minute.',
    retryAfterSeconds: 1,
    cause,
  });
}
