import type { Command } from 'commander';
import { LIMITS } from '../std/limits.ts';
import { type Commands, define, loaded } from './command.ts';
import { addKeyRotation } from './keys-rotation.ts';
import { uuid, wholeNumber } from './option-values.ts';

/** Erased learners a status shows unless asked otherwise. */
const ERASED_SHOWN = 20;

/** `masterx keys …` */
export function addKeysCommands(program: Command, commands: Commands): void {
  const keys = program
    .command('keys')
    .helpCommand(false)
    .summary('look at and change the keys that protect learners’ data')
    .description(
      'Looks at and changes the keys that protect what learners say and feel: a key-encryption key (KMS or local file) ' +
        'wraps branch keys by epoch, which wrap one key for each learner. See docs/keys.md.',
    );
  define(
    keys
      .command('status')
      .option(
        '--erased-after <entry>',
        'list erased learners from behind this entry of the ledger on',
        wholeNumber(0, 2 ** 31),
        0,
      )
      .option(
        '--erased-limit <count>',
        'list at most so many',
        wholeNumber(0, LIMITS.ledgerPageMax),
        ERASED_SHOWN,
      ),
    commands,
    {
      summary: 'print the epochs of the keys, what is under each, and who was erased',
      description:
        'Prints the key-encryption key, the epochs of branch keys with the number of learners under each, the epochs of index ' +
        'keys, rotations that have not ended, where the key vault is, and the erased learners with the date after which nobody can bring their keys back. ' +
        'Identifiers, numbers and times only, never a key.',
      json: 'one document: { tenant, kekId, vault, branchEpochs, indexEpochs, rotations, overdue, bound, erased: { learners, count, next } }',
      examples: [
        ['keys status', 'of the tenant in MASTERX_TENANT'],
        [
          'keys status --erased-limit 1000 --json',
          'with more of those who were erased; `next` is where to go on',
        ],
      ],
      operation: loaded(async () => (await import('./keys-status.ts')).keysStatus),
    },
  );
  define(
    keys
      .command('shred')
      .argument('<learner>', 'the learner (user_id)', uuid)
      .option('--dry-run', 'say what would be destroyed and what would be left; change nothing')
      .option('--yes', 'do not ask'),
    commands,
    {
      summary: "destroy a learner's keys, and with them what every copy holds",
      description:
        "Destroys a learner's keys in the key vault and the hashes of the address, so that what the learner said and felt cannot be " +
        'read in any copy any more, and the address can be registered again. The ledger of erasures says so first: nobody gives ' +
        'that learner a key again. It takes about two minutes: until then other processes may hold the key. What is left are ' +
        'numbers, choices and times under a random identifier. May be interrupted at any moment and repeated.',
      json: 'one document: { learner, state, keys, intendedAt, erasedAt, beyondRecoveryAt, remains: [{ collection, documents, unreadable, removed, plain, identifying, … }] }',
      examples: [
        ['keys shred 6f9619ff-8b86-4d01-b42d-00cf4fc964ff --dry-run', 'what it would do'],
        ['keys shred 6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 'after a question'],
      ],
      operation: loaded(async () => (await import('./keys-shred.ts')).keysShred),
    },
  );
  define(
    keys
      .command('replay')
      .option(
        '--serving',
        'other processes use the restored database already: wait for them at each learner',
      ),
    commands,
    {
      summary: 'erase again everyone whom the ledger of erasures names, after a restore',
      description:
        'A restore brings back learners who were erased since the backup was taken. This goes through the ledger of erasures ' +
        'and erases again everyone of whom anything is back: keys in the vault, and the hashes of the address. Run it ' +
        'before the restored database takes traffic. Where other processes use it already say --serving: each erasure then ' +
        'takes about two minutes, since they may hold the key. May be interrupted at any moment and repeated; who is ' +
        'gone is passed over.',
      json: 'one document: { looked, erased }, the learners of the ledger and those who were erased again',
      examples: [
        ['keys replay', 'after a restore, before `masterx start`'],
        ['keys replay --serving', 'when it was forgotten, and the service runs'],
      ],
      operation: loaded(async () => (await import('./keys-replay.ts')).keysReplay),
    },
  );
  define(
    keys
      .command('verify')
      .option(
        '--documents <count>',
        'look at about so many documents of each collection; all unless said',
        wholeNumber(1, 2 ** 31),
      )
      .option('--from <place>', 'go on where a check was interrupted'),
    commands,
    {
      summary: 'open everything that is encrypted, to see whether it opens',
      description:
        "Unwraps every learner's keys and opens every envelope, and counts what opened, what belongs to erased learners, and what " +
        'was refused. The exit code is 1 when a key or an envelope does not open that should. Changes nothing and shows nothing ' +
        'of what it opens.',
      json: 'one document: { verdict, learners, locked, containers: [{ container, documents, values, erased, refused }] }',
      examples: [
        ['keys verify', 'all of it, before and after a rotation or a restore'],
        ['keys verify --documents 1000', 'some of it'],
      ],
      operation: loaded(async () => (await import('./keys-verify.ts')).keysVerify),
    },
  );
  addKeyRotation(keys, commands);
}
