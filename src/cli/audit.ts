import type { Command } from 'commander';
import { auditSearch } from './audit-search.ts';
import { auditVerify } from './audit-verify.ts';
import { type Commands, define } from './command.ts';
import { moment, wholeNumber } from './option-values.ts';

/** Entries printed at most. */
const ENTRIES_MAX = 100_000;

/** `masterx audit …` */
export function addAuditCommands(program: Command, commands: Commands): void {
  const audit = program
    .command('audit')
    .helpCommand(false)
    .summary('prove and search the trail of accesses')
    .description(
      'Proves and searches the trail of accesses: who read or changed what, whose it was and why. What these commands do ' +
        'stands in the trail as well.',
    );
  define(audit.command('verify'), commands, {
    summary: 'prove that the trail is what was written',
    description:
      'Reads the whole trail and proves it: every block by the key of its chain and the block before it, every chain by the ' +
      'signed checkpoints, every checkpoint by its signature and its copy in the object store. Names each place that is ' +
      'not as it was written, the first hundred, and from when on the trail reaches: what has been kept for its time ' +
      '(MASTERX_AUDIT_DAYS) is removed in whole chains, once a signed checkpoint says so. Accesses of the last minute may not be behind a checkpoint yet.',
    json: 'one document: { writers, blocks, entries, checkpoints, copiesMissing, retainedSince, earliest, flaws: [{ place, why }] }',
    examples: [['audit verify', 'exit code 1 when anything was tampered with']],
    operation: auditVerify,
  });
  define(
    audit
      .command('search')
      .option('--learner <id>', 'only accesses to the data of this learner')
      .option('--actor <id>', 'only accesses by this account or service')
      .option('--since <moment>', 'from when; a day ago unless said', moment)
      .option('--until <moment>', 'before when; now unless said', moment)
      .option('--limit <count>', 'entries printed at most; 100 unless said', wholeNumber(1, ENTRIES_MAX)),
    commands,
    {
      summary: 'print who accessed what, latest first',
      description:
        'Prints the entries of the trail of a period, latest first: when, who, in which role, on whose behalf, whose data, ' +
        'what was done with which collection, why, in which request and what came of it. Names only, never a value. Entries ' +
        'of writes come into the trail within seconds, and what came of reads within one. Of an access whose process ended ' +
        'before it could tell, the outcome is unknown.',
      json:
        'one entry a line, as the dictionary describes them in audit_blocks.entries; outcome is answered, committed, refused, ' +
        'denied, failed, under_way or unknown',
      examples: [
        ['audit search --since 2026-03-01 --limit 1000', 'all accesses since then'],
        [
          'audit search --learner 6f1d0e3a-2b4c-4d5e-8f90-a1b2c3d4e5f6',
          'who looked at one learner, last day',
        ],
      ],
      operation: auditSearch,
    },
  );
}
