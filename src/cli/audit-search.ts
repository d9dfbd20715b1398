import { localOperatorActor } from '../access/actor.ts';
import type { Access } from '../accounts/accesses/search.ts';
import type { ActorPlatform } from '../platform.ts';
import { days } from '../std/durations.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { textTable } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface SearchOptions {
  readonly learner?: string;
  readonly actor?: string;
  readonly since?: Date;
  readonly until?: Date;
  readonly limit?: number;
}

/** Prints who accessed what. */
export async function auditSearch(
  context: CommandContext,
  options: SearchOptions & CommonOptions,
): Promise<ExitCode> {
  const { terminal, entropy, clock, signal } = context;
  const { until = clock.now() } = options;
  let left = options.limit ?? 100;
  const since = options.since ?? new Date(until.getTime() - days(1));
  const found: Access[] = [];
  const reachesFrom = await withPlatform(context, configOf(context), async ({ platform }) => {
    const actor = localOperatorActor('cli', entropy.uuid(), 'searching the audit trail');
    for await (const entry of entries(platform.as(actor), { ...options, since, until })) {
      signal.throwIfAborted();
      if (options.json) terminal.line(JSON.stringify(entry));
      else found.push(entry);
      if (--left <= 0) break;
    }
    return options.json ? null : platform.as(actor).audit.retainedSince();
  });
  if (options.json) return EXIT.done;
  terminal.line(found.length === 0 ? 'No accesses in this period.' : tableOf(found));
  if (reachesFrom !== null && since < reachesFrom) terminal.line(removedText(reachesFrom));
  return EXIT.done;
}

async function* entries(
  platform: ActorPlatform,
  { learner, actor, since, until }: SearchOptions & { readonly since: Date; readonly until: Date },
): AsyncGenerator<Access> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ActorPlatform['audit']['search']>> = await platform.audit.search(
      { since, until, ...(learner !== undefined && { about: learner }) },
      cursor === null ? {} : { cursor },
    );
    for (const entry of page.items) if (actor === undefined || entry.actor === actor) yield entry;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

function tableOf(found: readonly Access[]): string {
  return textTable(
    ['When', 'Who', 'Role', 'Did', 'Of', 'Whose', 'Why', 'Outcome'].map((title) => ({ title })),
    found.map((entry) => [
      entry.at.toISOString(),
      entry.on_behalf_of === undefined ? entry.actor : `${entry.actor} for ${entry.on_behalf_of}`,
      entry.role,
      `${entry.action} ${entry.operation}`,
      entry.collection,
      entry.learner ?? (entry.learners === undefined ? '' : `${entry.learners} learners`),
      entry.purpose,
      outcomeOf(entry),
    ]),
  );
}

/** What came of an access, as `answered, 3 documents`. */
function outcomeOf({ outcome, documents }: Access): string {
  const words = outcome === 'unknown' ? 'outcome unknown' : outcome.replace('_', ' ');
  return documents === undefined ? words : `${words}, ${documents} document${documents === 1 ? '' : 's'}`;
}

/** Said where the period began before what is still there. */
const removedText = (since: Date): string =>
  `The trail reaches back to ${since.toISOString()}; what ended before has had its time and is removed.`;
