import { MasterXError } from '../errors/error.ts';
import { LIMITS } from '../std/limits.ts';

/** What is known of whoever chooses a password, so that it is not made of it. */
export interface PasswordOwner {
  readonly email: string | null;
  readonly name: string | null;
}

/** Characters of its own that a password must have besides what is known of its owner. */
const OWN_CHARACTERS_MIN = 4;

/** Different characters below which a password is a mere repetition. */
const DIFFERENT_CHARACTERS_MIN = 4;

/** Shorter names stand in many words by chance. */
const KNOWN_WORD_LENGTH_MIN = 4;

/** What everybody would try here. */
const OF_THE_PLATFORM = ['masterx'];

/**
 * Refuses a password that is easy to guess, by the rules of NIST SP 800-63B §3.1.1: a least length, no rules about kinds
 * of characters, nothing that is known from leaks (the 49,000 most common passwords), nothing made of the person's
 * address or name.
 *
 * @param path where the password stands in the input.
 * @throws MasterXError `validation_failed` with the reasons; the password is in none of them.
 */
export async function assertPassword(
  password: string,
  owner: PasswordOwner,
  path = 'password',
): Promise<void> {
  const reasons = await passwordFaults(password, owner);
  if (reasons.length > 0) {
    throw new MasterXError('validation_failed', {
      violations: reasons.map((message) => ({ path, message })),
    });
  }
}

/** What speaks against a password, in words for whoever chooses it; nothing where it will do. */
export async function passwordFaults(password: string, owner: PasswordOwner): Promise<readonly string[]> {
  const folded = password.normalize('NFKC').toLowerCase();
  const characters = [...folded];
  const faults: string[] = [];
  if (characters.length < LIMITS.passwordLengthMin) {
    faults.push(`must have at least ${LIMITS.passwordLengthMin} characters`);
  }
  if (characters.length > LIMITS.passwordLengthMax) {
    faults.push(`must have at most ${LIMITS.passwordLengthMax} characters`);
  }
  if (new Set(characters).size < DIFFERENT_CHARACTERS_MIN) {
    faults.push(`must have at least ${DIFFERENT_CHARACTERS_MIN} different characters`);
  }
  if ((await commonPasswords()).has(folded)) faults.push('is among the passwords that are tried first');
  if (isMadeOf(folded, knownWords(owner))) faults.push('must not be made of the address or the name');
  return faults;
}

let common: Promise<ReadonlySet<string>> | undefined;

/** Loaded with the first password that is chosen: most processes never need it. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return common;
}

/** The address, its parts and the name, longest first. */
function knownWords({ email, name }: PasswordOwner): string[] {
  const address = email?.normalize('NFKC').toLowerCase() ?? '';
  const words = [
    ...OF_THE_PLATFORM,
    address,
    ...address.split(/[@.+_-]/),
    ...(name?.normalize('NFKC').toLowerCase().split(/\s+/) ?? []),
  ];
  return words
    .filter((word) => [...word].length >= KNOWN_WORD_LENGTH_MIN)
    .sort((a, b) => b.length - a.length);
}

function isMadeOf(password: string, words: readonly string[]): boolean {
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), password);
  return rest !== password && [...rest].length < OWN_CHARACTERS_MIN;
}
