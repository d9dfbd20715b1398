import { auditIndexes, type QueryAudit } from '../observe/index-audit.ts';
import { SCHEMA } from '../schema/schema.ts';
import { type Capability, capabilitiesOf } from '../stores/mongo/capabilities.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { countText, textTable } from './text-table.ts';
import { withConnection } from './with-platform.ts';

/** Faults that a server which cannot walk an index in order shows with any query, however it is indexed. */
const UNORDERED_WALK = /^sorts in memory|for a page of/;

/** Proves that every named query uses its index. */
export async function databaseAudit(context: CommandContext, { json }: CommonOptions): Promise<ExitCode> {
  const { terminal, progress } = context;
  const { audits, walk } = await withConnection(context, configOf(context), async ({ connection }) => {
    progress.show('Asking the server to explain every named query');
    const { can } = await capabilitiesOf(connection.client, connection.data);
    const found = await auditIndexes((role) => connection.database(role), SCHEMA);
    return { audits: found, walk: can.orderedIndexWalk };
  });
  const queries = audits.map((audit) => allowing(audit, walk));
  const isGood = queries.every(({ verdict }) => verdict !== 'poor');
  const serverLimits = walk.available ? [] : [`it ${walk.reason}`];
  if (json) terminal.line(JSON.stringify({ verdict: isGood ? 'good' : 'poor', serverLimits, queries }));
  else tell(queries, serverLimits, terminal);
  return isGood ? EXIT.done : EXIT.failed;
}

/** What the server shows with any query says nothing about this one. */
function allowing(audit: QueryAudit, walk: Capability): QueryAudit {
  if (walk.available || audit.verdict !== 'poor') return audit;
  const faults = audit.faults.filter((fault) => !UNORDERED_WALK.test(fault));
  return { ...audit, faults, verdict: faults.length === 0 ? 'good' : 'poor' };
}

function tell(queries: readonly QueryAudit[], serverLimits: readonly string[], terminal: Terminal): void {
  const figure = (title: string) => ({ title, align: 'right' }) as const;
  terminal.line(
    textTable(
      [
        ...[{ title: 'Collection' }, { title: 'Query' }, { title: 'Index used' }],
        ...[figure('Keys'), figure('Documents'), figure('Returned'), { title: 'Verdict' }],
      ],
      queries.map(({ collection, query, indexes, keys, documents, returned, verdict }) => [
        collection,
        query,
        indexes.join(', ') || (verdict === 'no_data' ? '' : 'none'),
        ...(verdict === 'no_data' ? ['', '', ''] : [keys, documents, returned].map(countText)),
        verdict === 'no_data' ? 'no data' : verdict,
      ]),
    ),
  );
  for (const { collection, query, faults } of queries) {
    for (const fault of faults)
      terminal.line(`${terminal.paint.answer.red('fault:')} ${collection}.${query} ${fault}`);
  }
  for (const limit of serverLimits) {
    terminal.line(
      `${terminal.paint.answer.yellow('server:')} ${limit}, with any query; that is not counted.`,
    );
  }
  const count = (verdict: QueryAudit['verdict']) =>
    queries.filter((query) => query.verdict === verdict).length;
  terminal.line(
    `${count('good')} of ${queries.length} queries proved, ${count('poor')} poor, ${count('no_data')} without data to prove them.`,
  );
}
