import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTest, ROOT, type Source, sourcesOf } from './support/sources.ts';

/** The rooms of `src/` in their order; those on one line do not import each other. */
const ROOMS: readonly (readonly string[])[] = [
  ['std'],
  ['errors'],
  ['config'],
  ['transport'],
  ['schema'],
  ['derive'],
  ['stores'],
  ['observe'],
  ['protection'],
  ['access'],
  ['documents'],
  ['learning'],
  ['accounts', 'sessions', 'insight', 'search', 'analytics', 'privacy', 'lifecycle', 'recovery'],
  ['intake'],
  ['embedded'],
  ['platform'],
  ['platform.ts'],
  ['open-platform.ts'],
  ['jobs'],
  ['http'],
  ['cli'],
  ['exports'],
];

const LINES_MAX = 400;

/** Files that may cast twice, and why nothing better can be written there. */
const CASTS_TWICE: Readonly<Record<string, string>> = {
  'src/config/load.ts':
    'every setting was read by its own reader; the compiler cannot follow the loop over them',
};

const sources = sourcesOf(['src']);
const shipped = sources.filter((source) => !isTest(source));
const everything = [...sources, ...sourcesOf(['test', 'scripts', 'bench'])];

const roomOf = (path: string): string => path.split('/')[1] ?? '';
const rankOf = (room: string): number => ROOMS.findIndex((rooms) => rooms.includes(room));

/** Fails with every finding, one on a line, each saying what to write instead. */
const expectNone = (findings: readonly string[]) => expect(findings.join('\n')).toBe('');

/** Lines of code that match, with their place. Comments are not code, but for those that speak to the compiler. */
function linesWith(files: readonly Source[], pattern: RegExp, instead: string): readonly string[] {
  return files.flatMap(({ path, lines }) =>
    lines.flatMap((line, at) =>
      pattern.test(line) && !/^\s*(?:\/\/(?! @ts)|\*|\/\*)/.test(line)
        ? [`${path}:${at + 1} ${instead}`]
        : [],
    ),
  );
}

describe('rooms', () => {
  it('are all known', () => {
    const unknown = [...new Set(sources.map(({ path }) => roomOf(path)))].filter((room) => rankOf(room) < 0);
    expectNone(
      unknown.map(
        (room) => `src/${room} is no room: put it into one, or add it to the list and to the docs.`,
      ),
    );
  });

  it('import only from rooms above them', () => {
    expectNone(
      shipped.flatMap(({ path, imports }) => {
        const room = roomOf(path);
        return imports
          .filter((target) => target.startsWith('src/') && roomOf(target) !== room)
          .filter((target) => rankOf(roomOf(target)) >= rankOf(room))
          .map(
            (target) =>
              `${path} imports ${target}: "${room}" stands before or beside "${roomOf(target)}". Move what both need up, ` +
              'or hand it in where platform.ts wires them.',
          );
      }),
    );
  });

  it('import nothing from outside src/', () => {
    expectNone(
      shipped.flatMap(({ path, imports }) =>
        imports
          .filter((target) => !target.startsWith('src/') && target !== 'package.json')
          .map((target) => `${path} imports ${target}: what ships imports only from src/.`),
      ),
    );
  });

  it('keep what is only for tests out of what ships', () => {
    expectNone(
      shipped.flatMap(({ path, imports }) =>
        imports
          .filter((target) => isTest({ path: target }))
          .map((target) => `${path} imports ${target}: move what ships out of it.`),
      ),
    );
  });

  it('leave web/ alone, which takes the types of the HTTP API from src/ and nothing else', () => {
    const web = existsSync(join(ROOT, 'web')) ? sourcesOf(['web']) : [];
    const isOpen = (path: string, target: string) =>
      path === 'web/src/api/description.ts' && target === 'src/exports/generated/http-api.ts';
    expectNone(
      web.flatMap(({ path, imports, loads }) =>
        imports
          .filter((target) => target.startsWith('src/') && (loads.includes(target) || !isOpen(path, target)))
          .map((target) => `${path} imports ${target}: use the generated client of the HTTP API.`),
      ),
    );
  });
});

describe('files', () => {
  it('load each other in no circle', () => {
    // Types may hold each other, such as a field and a list of fields; they are gone when the files run.
    const graph = new Map(sources.map(({ path, loads }) => [path, loads]));
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        const circle = [...trail.slice(trail.indexOf(path)), path].join(' -> ');
        circles.push(`${circle}: move what both need into a third file.`);
        return;
      }
      if (done.has(path)) return;
      for (const target of graph.get(path) ?? []) walk(target, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) walk(path, []);
    expectNone(circles);
  });

  it('name what they import by its own file', () => {
    const isBarrel = ({ lines }: Source) => {
      const code = lines.filter((line) => line.trim() !== '' && !/^\s*(?:\/\/|\/?\*)/.test(line)).join(' ');
      return (
        code !== '' &&
        code
          .replace(/export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s+'[^']+';/g, '')
          .trim() === ''
      );
    };
    const barrels = new Set(
      sources
        .filter((source) => isBarrel(source) || /\/index\.tsx?$/.test(source.path))
        .map(({ path }) => path)
        .filter((path) => !path.startsWith('src/exports/')),
    );
    expectNone([...barrels].map((path) => `${path} only hands on: import each thing from its own file.`));
  });

  it('end before they are too long', () => {
    expectNone(
      everything
        .filter(({ lines }) => lines.length > LINES_MAX)
        .map(
          ({ path, lines }) => `${path} has ${lines.length} lines: split it by idea, ${LINES_MAX} at most.`,
        ),
    );
  });
});

describe('code', () => {
  it('is silent outside the command line', () => {
    const silent = shipped.filter(({ path }) => roomOf(path) !== 'cli');
    expectNone(
      linesWith(
        silent,
        /\bconsole\.\w+/,
        'writes to the console: answer, throw, or use the logger handed in.',
      ),
    );
  });

  it('has no any', () => {
    expectNone(
      linesWith(
        shipped,
        /(?::\s*|<|\bas\s+)any\b(?=\s*[[\]>,;)=|&{]|$)/,
        'says `any`: write the type, or `unknown` and check it.',
      ),
    );
  });

  it('silences no check', () => {
    expectNone(
      linesWith(shipped, /@ts-(?:ignore|nocheck|expect-error)/, 'silences the compiler: correct the type.'),
    );
  });

  it('casts no value twice', () => {
    const twice = /\bas unknown as\b/;
    const others = shipped.filter(({ path }) => !Object.hasOwn(CASTS_TWICE, path));
    expectNone([
      ...linesWith(
        others,
        twice,
        'casts twice: check the value where it comes in, or add the file with its reason to CASTS_TWICE.',
      ),
      ...Object.keys(CASTS_TWICE)
        .filter((path) => !shipped.some((source) => source.path === path && twice.test(source.text)))
        .map((path) => `${path} casts nothing twice any more: take it off CASTS_TWICE.`),
    ]);
  });
});
