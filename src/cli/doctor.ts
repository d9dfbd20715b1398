import type { Command } from 'commander';
import { type Commands, define } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import type { Finding, Verdict } from './doctor-finding.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Paint } from './terminal.ts';

const TITLE_COLUMNS = 16;

/** `masterx doctor` */
export function addDoctor(program: Command, commands: Commands): void {
  define(program.command('doctor'), commands, {
    summary: 'look whether everything MasterX needs is there',
    description:
      'Looks at Node, the settings, the data folder, the servers, the rights MasterX has there, the keys, the schema, the mail server, and the certificates with what is left of them, and says what to do about ' +
      'whatever is wrong. It starts an embedded server that is installed, installs none, and changes nothing that is ' +
      'stored. What the database can do is tried in a scratch collection that is removed again.',
    json: 'one document: { verdict, findings: [{ name, verdict, text, hint, facts }] }',
    examples: [
      ['doctor', 'with the settings in force'],
      ['doctor --json', 'for a monitor; the exit code is 1 when there is a problem'],
    ],
    operation: doctor,
  });
}

async function doctor(context: CommandContext, { json }: { json: boolean }): Promise<ExitCode> {
  const { terminal } = context;
  const { examine } = await import('./doctor-checks.ts');
  const findings = await examine(context, configOf(context));
  const verdict = worst(findings);
  if (json) terminal.line(JSON.stringify({ verdict, findings }));
  else {
    for (const finding of findings) {
      for (const line of linesOf(finding, terminal.paint.answer)) terminal.line(line);
    }
    terminal.line(closing(findings));
  }
  return verdict === 'problem' ? EXIT.failed : EXIT.done;
}

function worst(findings: readonly Finding[]): Verdict {
  const verdicts = findings.map(({ verdict }) => verdict);
  if (verdicts.includes('problem')) return 'problem';
  return verdicts.includes('notice') ? 'notice' : 'good';
}

function linesOf({ name, verdict, text, hint }: Finding, paint: Paint): readonly string[] {
  const marks = { good: paint.green('✓'), notice: paint.yellow('!'), problem: paint.red('✗') };
  const indent = ' '.repeat(TITLE_COLUMNS + 2);
  return [
    `${marks[verdict]} ${paint.bold(name.padEnd(TITLE_COLUMNS))}${text}`,
    ...(hint === null ? [] : [`${indent}${paint.dim(`→ ${hint}`)}`]),
  ];
}

function closing(findings: readonly Finding[]): string {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  const problems = count('problem');
  const notices = count('notice');
  if (problems === 0 && notices === 0) return 'Everything is there.';
  const parts = [`${problems} ${problems === 1 ? 'problem' : 'problems'}`, `${notices} to note`];
  return `${parts.join(', ')}.`;
}
