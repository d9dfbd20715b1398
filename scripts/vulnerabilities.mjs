/**
 * Asks the registry which libraries of the lock file have known vulnerabilities, and fails where one that ships is `high` or
 * `critical`: those have to be mended within a week (SECURITY.md). A registry that keeps no advisories is said so and is no
 * failure, unless `--strict` is given, as where a release is made.
 *
 *   npm run vulnerabilities [-- --strict]
 */
import { spawnSync } from 'node:child_process';

const GRAVE = ['high', 'critical'];
const isStrict = process.argv.includes('--strict');

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const report = parsed(stdout);
if (report?.metadata?.vulnerabilities === undefined) {
  console.error('The registry answered no advisories: nothing was looked at.');
  process.exitCode = isStrict ? 1 : 0;
} else {
  const found = Object.entries(report.metadata.vulnerabilities).filter(
    ([severity, count]) => severity !== 'total' && count > 0,
  );
  const grave = found.filter(([severity]) => GRAVE.includes(severity));
  for (const { name, severity, range } of Object.values(report.vulnerabilities ?? {})) {
    console.log(`${severity}: ${name} ${range}`);
  }
  console.log(found.length === 0 ? 'No known vulnerability.' : found.map((one) => one.join(': ')).join(', '));
  process.exitCode = grave.length > 0 ? 1 : 0;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}
