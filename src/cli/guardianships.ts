import type { Command } from 'commander';
import { type Commands, define, loaded } from './command.ts';
import { uuid } from './option-values.ts';

const REQUEST = ['<request>', 'the request, as `list` shows it', uuid] as const;

/** `masterx guardianships …` */
export function addGuardianshipsCommands(program: Command, commands: Commands): void {
  const guardianships = program
    .command('guardianships')
    .summary('signed forms of parents and guardians')
    .description(
      'Parents and guardians who chose to send a signed form, and what came of it. The form itself stays where it is kept; ' +
        'MasterX notes that somebody has seen it.',
    );
  define(guardianships.command('list'), commands, {
    summary: 'whose signed form is waited for',
    description:
      'Lists requests whose guardian agreed and is to send a signed form, newest first: what the guardian agreed to, and when ' +
      'the request goes unless the form comes.',
    json: 'one document: { requests }',
    examples: [['guardianships list', 'what is to be looked for in the post']],
    operation: loaded(async () => (await import('./guardianships-run.ts')).listFormsCommand),
  });
  define(guardianships.command('confirm').argument(...REQUEST), commands, {
    summary: 'a signed form came',
    description:
      'Confirms that the form came and is signed by whoever was asked. The guardian is written to and can make the account of ' +
      'the child from then on, with just what the form agrees to. Compare it first: form and request must say the same.',
    json: 'one document: the request',
    examples: [['guardianships confirm 6f1d0e3a-2b4c-4d5e-8f90-a1b2c3d4e5f6', 'once the form was compared']],
    operation: loaded(async () => (await import('./guardianships-run.ts')).confirmFormCommand),
  });
  define(guardianships.command('refuse').argument(...REQUEST), commands, {
    summary: 'a signed form will not do',
    description:
      'Ends a request whose form is not signed, is by somebody else or agrees to something else. What is known of the child and ' +
      'the guardian is deleted; the child can ask again.',
    json: 'one document: the request',
    examples: [['guardianships refuse 6f1d0e3a-2b4c-4d5e-8f90-a1b2c3d4e5f6', 'once the form was compared']],
    operation: loaded(async () => (await import('./guardianships-run.ts')).refuseFormCommand),
  });
}
