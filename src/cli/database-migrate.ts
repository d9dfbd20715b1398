import { SCHEMA } from '../schema/schema.ts';
import { migrate, previewMigration } from '../stores/mongo/migration.ts';
import { describeObstacle } from '../stores/mongo/migration-obstacles.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { planDocument, tellPlan } from './database-plan.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { withConnection } from './with-platform.ts';

interface MigrateOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

/** Brings the database to this version's schema. */
export async function databaseMigrate(
  context: CommandContext,
  { dryRun, force, json }: MigrateOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  return withConnection(context, configOf(context), async ({ connection }) => {
    if (dryRun) {
      tellPlan(await previewMigration(connection, SCHEMA), terminal, json);
      return EXIT.done;
    }
    const { progress, clock, entropy, signal } = context;
    const report = await migrate(connection, SCHEMA, {
      clock,
      entropy,
      signal,
      force: force === true,
      onStep: (_, at, of) => progress.show('Applying the schema', at / of),
    });
    progress.end();
    const { outcome, steps, obstacles } = report;
    if (json) terminal.line(JSON.stringify({ outcome, ...planDocument(report, obstacles) }));
    else if (outcome === 'unchanged') terminal.line('Nothing to do: the database is as declared.');
    else terminal.line(`Migrated in ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}.`);
    if (!json) for (const obstacle of obstacles) terminal.line(`Forced: ${describeObstacle(obstacle)}`);
    return EXIT.done;
  });
}
