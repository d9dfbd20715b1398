import { PasswordHasher } from '../../src/protection/passwords.ts';
import type { AccountRole } from '../../src/schema/vocabulary/roles.ts';
import { systemEntropy } from '../../src/std/random.ts';
import { newUser } from './examples.ts';
import type { TestPlatform } from './platform.ts';

/** Hashes that cost next to nothing, for tests of what is around them. */
export const cheapPasswords = () => new PasswordHasher(systemEntropy, { memoryKiB: 64, passes: 1, lanes: 1 });

/** An account somebody can sign in to. */
export interface TestAccount {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

/** Makes an account with a password. */
export async function newAccount(
  { system, platform }: TestPlatform,
  options: {
    readonly roles?: readonly AccountRole[];
    readonly status?: 'active' | 'suspended' | 'deleted';
    readonly isVerified?: boolean;
  } = {},
): Promise<TestAccount> {
  const id = systemEntropy.uuid();
  const password = `a phrase for ${systemEntropy.bytes(6).toString('hex')}`;
  const user = newUser(id);
  await system.documents.collection('users').insert([
    {
      ...user,
      email_verified: options.isVerified ?? true,
      password_hash: await platform.passwords.hash(password),
      account_status: options.status ?? 'active',
      roles: [...(options.roles ?? ['learner'])],
    },
  ]);
  return { id, email: user.email ?? '', password };
}
