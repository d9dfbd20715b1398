import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CALLERS, GOALS, type Verdict } from '../goals.ts';
import type { Results } from '../results.ts';
import { type Bar, barChart } from './chart.ts';
import { markdownTable, type Table } from './table.ts';
import { tablesOf } from './tables.ts';

const DOCS = resolve(import.meta.dirname, '../../docs');
const PAGE = join(DOCS, 'performance.md');
/** What lies between stands in the page as it was measured; the words around it are written by people. */
const BEGIN = '<!-- measured: written by `npm run bench -- --write` -->';
const END = '<!-- end of what was measured -->';

/** Brings docs/performance.md and its charts up to a run. */
export function writePage(results: Results, verdicts: readonly Verdict[]): void {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new TypeError(`${PAGE} has no place for what was measured`);
  mkdirSync(join(DOCS, 'performance'), { recursive: true });
  for (const [name, svg] of Object.entries(chartsOf(results))) {
    writeFileSync(join(DOCS, 'performance', `${name}.svg`), svg);
  }
  writeFileSync(PAGE, `${before}${BEGIN}\n\n${measured(results, verdicts)}\n\n${END}${after}`);
}

/** Puts what was measured into the place of that name in docs/performance.md. */
export function writeBlock(name: string, measured: string): void {
  const [begin, end] = [`<!-- measured ${name} -->`, `<!-- end of measured ${name} -->`];
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new TypeError(`${PAGE} has no place for ${name}`);
  writeFileSync(PAGE, `${before}${begin}\n\n${measured}\n\n${end}${after}`);
}

function chartsOf({ reads, growth, appends }: Results): Record<string, string> {
  const short = appends[0];
  const growths: Bar[] = growth
    .filter(({ isSummary }) => !isSummary)
    .map(({ of, query, door }) => ({ label: `${query}, ${of}`, value: door.ratio }));
  return {
    reads: barChart(
      `Driver’s throughput / platform’s, protected reads, ${CALLERS} callers`,
      reads.map(({ query, many }) => ({ label: query, value: many.doorThroughputRatio })),
      GOALS.protectedReadRatioMax,
    ),
    growth: barChart(
      'Latency on ten times the data / on once, through the door',
      [
        ...growths,
        ...(short
          ? appends.slice(1).map(({ length, latency }) => ({
              label: `append at ${length} / at ${short.length} interactions`,
              value: latency.p50Ms / short.latency.p50Ms,
            }))
          : []),
      ],
      GOALS.growthRatioMax,
    ),
  };
}

function measured(results: Results, verdicts: readonly Verdict[]): string {
  const { machine, command, documents, seconds } = results;
  const tables = tablesOf(results, verdicts);
  const section = (table: Table) =>
    table.rows.length > 0 ? [`### ${table.title}`, markdownTable(table)] : [];
  return [
    `Measured with \`${command}\` in ${Math.round(seconds)} s on ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, ${machine.engine}; load ${machine.loadAtStart.toFixed(1)} at the start. Documents: ${Object.entries(
      documents,
    )
      .map(([name, count]) => `${count} in \`${name}\``)
      .join(', ')}.`,
    ...section(tables.verdicts),
    '![Throughput of the driver over that of the platform, by query](performance/reads.svg)',
    ...section(tables.many),
    ...section(tables.one),
    ...section(tables.work),
    '![Latency on ten times the data over latency on once, by query](performance/growth.svg)',
    ...section(tables.growth),
    ...section(tables.history),
    ...section(tables.appends),
  ].join('\n\n');
}
