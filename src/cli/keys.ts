import type { Command } from 'commander';
import { type Commands, define } from './command.ts';
import { keysStatus } from './keys-status.ts';

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
  define(keys.command('status'), commands, {
    summary: 'print the epochs of the keys and what is under each',
    description:
      'Prints the key-encryption key, the epochs of branch keys with the number of learners under each, and the epochs of ' +
      'index keys. Identifiers, numbers and times only, never a key.',
    json: 'one document: { tenant, kekId, vault, branchEpochs, indexEpochs }',
    examples: [['keys status', 'of the tenant in MASTERX_TENANT']],
    operation: keysStatus,
  });
}
