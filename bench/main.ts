import { cpus, loadavg, totalmem } from 'node:os';
import { MiB } from '../src/std/bytes.ts';
import { measureAudit } from './audit.ts';
import { measureCrypto } from './crypto.ts';
import { measureEdge } from './edge.ts';
import { isFailure } from './goals.ts';
import { measureLearning } from './learning.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { deploy } from './population/deployment.ts';
import { writePage } from './report/page.ts';
import { textTable } from './report/table.ts';
import { tablesOf } from './report/tables.ts';
import { type Machine, type Results, verdictsOf } from './results.ts';
import { run } from './run.ts';
import { measureSearch } from './search.ts';

/** Measures the platform against the driver, and against itself on ten times the data. */
async function main(options: Options, args: readonly string[]): Promise<void> {
  const tell = (step: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${step}`);
  };
  if (options.parts.includes('crypto')) return measureCrypto(options, tell);
  if (options.parts.includes('edge')) return measureEdge(options, tell);
  if (options.parts.includes('search')) return measureSearch(options, tell);
  if (options.parts.includes('audit')) return measureAudit(options, tell);
  if (options.parts.includes('learning')) return measureLearning(options, tell);
  const begunMs = performance.now();
  const loadAtStart = loadavg()[0] ?? 0;
  const deployment = await deploy(options.engine, tell);
  try {
    const measurements = await run(deployment, options, tell);
    tell('');
    const results: Results = {
      command: ['npm run bench --', ...args].join(' ').replace(/ --$/, ''),
      machine: machineOf(`${deployment.engine} ${deployment.version ?? ''}`.trim(), loadAtStart),
      seconds: (performance.now() - begunMs) / 1000,
      ...measurements,
    };
    const verdicts = verdictsOf(results);
    if (options.json) console.log(JSON.stringify({ ...results, verdicts }, null, 2));
    else
      for (const table of Object.values(tablesOf(results, verdicts)).reverse()) {
        if (table.rows.length > 0) console.log(`\n${textTable(table)}`);
      }
    if (options.write) writePage(results, verdicts);
    if (isFailure(verdicts)) process.exitCode = 1;
  } finally {
    await deployment.stop();
  }
}

function machineOf(engine: string, loadAtStart: number): Machine {
  return {
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / MiB(1024)),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    engine,
    loadAtStart,
  };
}

const args = process.argv.slice(2);
try {
  const options = readOptions(args);
  if (options === 'help') console.log(USAGE);
  else await main(options, args);
} catch (thrown) {
  // Options that cannot be read are told in words; everything else with its place.
  console.error(thrown instanceof TypeError ? `${thrown.message}\n\n${USAGE}` : thrown);
  process.exitCode = 2;
}
