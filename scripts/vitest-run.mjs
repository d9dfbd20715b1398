import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run-step.mjs';

const NONE = { passed: 0, failed: 0, skipped: 0 };

/**
 * Runs projects of vitest and counts. What a reporter cannot count (a file that does not load, a server that does not
 * start, an unhandled error) is one failure.
 */
export async function runVitest(root, { projects, args = [], env = process.env }) {
  const folder = mkdtempSync(join(tmpdir(), 'masterx-report-'));
  const report = join(folder, 'report.json');
  try {
    const { code } = await run(
      [
        join(root, 'node_modules', 'vitest', 'vitest.mjs'),
        'run',
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        '--passWithNoTests',
        ...args,
      ],
      { cwd: root, env },
    );
    const counts = countsOf(report);
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsOf(report) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // It ended before it could report; its exit code says how.
    return NONE;
  }
  const failedFiles = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + failedFiles.length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
