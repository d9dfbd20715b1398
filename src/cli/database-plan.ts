import { describeStep, type MigrationPlan } from '../derive/migration-plan.ts';
import { SCHEMA } from '../schema/schema.ts';
import { type MigrationPreview, previewMigration } from '../stores/mongo/migration.ts';
import { describeObstacle, type MigrationObstacle } from '../stores/mongo/migration-obstacles.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { withConnection } from './with-platform.ts';

/** Prints what a migration would do. */
export async function databasePlan(context: CommandContext, { json }: CommonOptions): Promise<ExitCode> {
  const preview = await withConnection(context, configOf(context), ({ connection }) =>
    previewMigration(connection, SCHEMA),
  );
  tellPlan(preview, context.terminal, json);
  return EXIT.done;
}

/** A plan, for people or for programs. */
export function tellPlan(preview: MigrationPreview, terminal: Terminal, json: boolean): void {
  if (json) {
    terminal.line(JSON.stringify(planDocument(preview, preview.obstacles)));
    return;
  }
  const { steps, obstacles, undeclared } = preview;
  if (steps.length === 0) terminal.line('Nothing to do: the database is as declared.');
  for (const [at, step] of steps.entries()) terminal.line(`${at + 1}. ${describeStep(step)}`);
  for (const obstacle of obstacles) {
    terminal.line(`${terminal.paint.answer.red('in the way:')} ${describeObstacle(obstacle)}`);
  }
  for (const { database, collection } of undeclared) {
    terminal.line(`${terminal.paint.answer.yellow('not declared:')} ${collection} (${database}); it stays`);
  }
}

/** The plan without the schemas of its validators, which `masterx schema show` prints. */
export function planDocument(
  { steps, undeclared }: MigrationPlan,
  obstacles: readonly MigrationObstacle[],
): Readonly<Record<string, unknown>> {
  return {
    steps: steps.map((step) => ({
      kind: step.kind,
      database: step.database,
      collection: step.collection,
      ...('index' in step && { index: typeof step.index === 'string' ? step.index : step.index.name }),
      text: describeStep(step),
    })),
    obstacles,
    undeclared,
  };
}
