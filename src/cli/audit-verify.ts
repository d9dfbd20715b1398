import { localOperatorActor } from '../access/actor.ts';
import type { AuditReport } from '../access/audit-verification.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { countText } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

/** Proves the trail of accesses. */
export async function auditVerify(context: CommandContext, { json }: CommonOptions): Promise<ExitCode> {
  const { terminal, progress, entropy, signal } = context;
  const report = await withPlatform(context, configOf(context), ({ platform }) => {
    const actor = localOperatorActor('cli', entropy.uuid(), 'proving the audit trail');
    return platform.as(actor).audit.verify((blocks) => {
      signal.throwIfAborted();
      progress.show(`Proving the trail: ${countText(blocks)} blocks`);
    });
  });
  if (json) terminal.line(JSON.stringify(report));
  else tell(report, terminal);
  return report.flaws.length === 0 ? EXIT.done : EXIT.failed;
}

function tell(
  { writers, blocks, entries, checkpoints, copiesMissing, retainedSince, earliest, flaws }: AuditReport,
  terminal: Terminal,
): void {
  terminal.line(
    `${countText(entries)} entries in ${countText(blocks)} blocks of ${countText(writers)} chains, ` +
      `${countText(checkpoints)} signed checkpoints.`,
  );
  if (earliest !== null) terminal.line(`It reaches back to ${earliest.toISOString()}.`);
  if (retainedSince !== null)
    terminal.line(
      `What ended before ${retainedSince.toISOString()} has had its time and is removed, as is signed.`,
    );
  if (copiesMissing > 0)
    terminal.line(`${countText(copiesMissing)} checkpoints have no copy in the object store.`);
  for (const { place, why } of flaws) terminal.line(`${terminal.paint.answer.red('flaw:')} ${place}: ${why}`);
  if (flaws.length === 0) terminal.line('The trail is as it was written.');
}
