import { expect, it } from 'vitest';
import { sourcesOf } from '../../test/support/sources.ts';

const STATIC_IMPORT = /(?:^|[\s;}])(?:import|export)\s+(?!type\s)[^'";]*?\sfrom\s*'([^']+)'/g;

/** What takes long to load and what no help and no usage error needs. */
const HEAVY = /^src\/(?:platform\.ts|stores\/mongo\/|documents\/|http\/)|^(?:mongodb|fastify|redis|pino)$/;

it('help and usage errors load what the commands are, not what they do', () => {
  const sources = new Map(sourcesOf(['src']).map((source) => [source.path, source]));
  const heavy: string[] = [];
  const seen = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const source = sources.get(path);
    if (HEAVY.test(path)) heavy.push([...trail, path].join(' -> '));
    if (!source || seen.has(path)) return;
    seen.add(path);
    for (const [, specifier = ''] of source.text.matchAll(STATIC_IMPORT)) {
      const target = specifier.startsWith('.')
        ? new URL(specifier, `file:///${path}`).pathname.slice(1)
        : specifier;
      walk(target, [...trail, path]);
    }
  };
  walk('src/cli/main.ts', []);
  expect(seen.size).toBeGreaterThan(20);
  expect(heavy).toEqual([]);
});
