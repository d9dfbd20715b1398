import type { Command } from 'commander';
import { type Commands, define, loaded } from './command.ts';
import { uuid } from './option-values.ts';

/** `masterx keys rotate …` and `masterx keys rewrap` */
export function addKeyRotation(keys: Command, commands: Commands): void {
  define(
    keys
      .command('rotate')
      .argument(
        '<kind>',
        'learner, branch, kek, platform, audit, access-token, or the purpose of an index key: email, search',
      )
      .argument('[learner]', 'with `learner`: the one whose key it is (user_id)', uuid)
      .option('--all', 'with `learner`: every learner'),
    commands,
    {
      summary: 'put other keys in the place of those in use, while the service runs',
      description:
        'Rotates keys of one kind. `learner` gives one learner, or all of them, another data key and rewrites what is ' +
        'sealed with the one before. `branch` begins an epoch of the key that wraps learners’ keys, wraps them anew and ' +
        'schedules the key before for deletion. `kek` puts another key into the key file and wraps anew what it wraps; in a ' +
        'KMS make the new key there and use `keys rewrap --kek`. `email` changes the key of the index over addresses: each ' +
        'stays unique and can be found at every moment. `search` does the same for the tokens that staff finds accounts by, and ' +
        'makes those that earlier accounts lack. `platform` begins an epoch of the key of what belongs to no learner. ' +
        '`access-token` gives what signs access tokens another key; tokens stay good all the while, and the service does it by ' +
        'itself every 30 days. `audit` begins an epoch of the key of the audit trail; what is there stays provable by the key before. ' +
        'Other processes may go on serving; between steps the command waits until all of them use what the key vault ' +
        'holds. Interrupted or killed, the same command goes on where it was. Ends with the proof that nothing is left under ' +
        'the key before.',
      json: 'one document: { target, only, epoch, step, counts, startedAt, finishedAt }',
      examples: [
        ['keys rotate learner 6f1d0e3a-2b4c-4d5e-8f90-a1b2c3d4e5f6', 'the key of one learner'],
        [
          'keys rotate learner --all',
          'the keys of all learners; takes as long as rewriting all they have said',
        ],
        ['keys rotate branch', 'every 14 days, so that destroyed keys are beyond recovery in time'],
        ['keys rotate audit', 'chains that begin and checkpoints from now on are under another key'],
        ['keys rotate email --json', 'the key of the index over addresses'],
        ['keys rotate search', 'the key of the tokens that accounts are found by'],
      ],
      operation: loaded(async () => (await import('./keys-rotate.ts')).rotateKeys),
    },
  );
  define(
    keys.command('rewrap').option('--kek', 'what the key-encryption key wraps, instead of learners’ keys'),
    commands,
    {
      summary: 'wrap keys anew by the key that wraps now',
      description:
        'Brings learners’ keys under the latest branch key, proves that none is left under an earlier one, and destroys ' +
        'earlier branch keys that are due. With --kek it brings branch keys, index keys and platform keys under the ' +
        'key-encryption key that the settings name. Rewrites no document.',
      json: 'one document, as of `keys rotate`',
      examples: [
        ['keys rewrap', 'an hour after `keys rotate branch` it destroys the key before'],
        ['keys rewrap --kek', 'after MASTERX_KMS_KEY_ID names another key'],
      ],
      operation: loaded(async () => (await import('./keys-rotate.ts')).rewrapKeys),
    },
  );
}
