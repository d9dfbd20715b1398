import { code, page, table } from '../../src/derive/markdown.ts';
import { CHAPTERS } from './chapters.ts';
import type { Chapter, Requirement, Standing } from './requirement.ts';

const STANDINGS: readonly Standing[] = ['met', 'partly', 'not met', 'not applicable'];

/** `docs/asvs.md`: how the project stands to OWASP ASVS, requirement by requirement. */
export function asvsPage(): string {
  const all = CHAPTERS.flatMap(({ requirements }) => requirements);
  return page(
    '<!-- Generated from test/asvs by `npm run generate`. Do not edit. -->',
    '# OWASP ASVS 5.0',
    'How MasterX stands to the Application Security Verification Standard: everything of the levels 1 and 2, and level 3 in ' +
      'authorization (V8), cryptography (V11), data protection (V14) and logging (V16). It is the project’s own judgement, by reading ' +
      'and by test, and no audit by others. *Met* is only what a file or test shows; what is built in part is *partly*, whatever ' +
      'the missing part weighs. `test/asvs/asvs.test.ts` sees to it that nothing is left out and that all that is named exists.',
    '## Summary',
    summary(all),
    '## Not met',
    open(all, 'not met'),
    '## Partly met',
    open(all, 'partly'),
    ...CHAPTERS.map(chapter),
    '## The standard',
    '[OWASP Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/), version ' +
      '5.0.0, by the OWASP Foundation, under [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/). Numbers, levels and titles of ' +
      'chapters are its own; what is asked is put here in fewer words of ours, which do not stand for its text.',
  );
}

function summary(all: readonly Requirement[]): string {
  const rows = CHAPTERS.map(({ number, title, requirements }) => [
    `[V${number} ${title}](#v${number}-${title.toLowerCase().replaceAll(' ', '-')})`,
    ...counts(requirements),
  ]);
  return table(
    ['Chapter', 'Asked', 'Met', 'Partly', 'Not met', 'Not applicable'],
    [...rows, ['All', ...counts(all)]],
  );
}

function counts(requirements: readonly Requirement[]): string[] {
  const of = (standing: Standing) => requirements.filter((one) => one.standing === standing).length;
  return [requirements.length, ...STANDINGS.map(of)].map(String);
}

function open(all: readonly Requirement[], standing: Standing): string {
  return table(
    ['Requirement', 'Level', 'Asks', 'What is missing'],
    all
      .filter((one) => one.standing === standing)
      .map(({ id, level, asks, note }) => [id, String(level), asks, note ?? '']),
  );
}

function chapter({ number, title, requirements }: Chapter): string {
  return page(
    `## V${number} ${title}`,
    table(
      ['Requirement', 'Level', 'Asks', 'Standing', 'Shown by', 'Note'],
      requirements.map(({ id, level, asks, standing, evidence, note }) => [
        id,
        String(level),
        asks,
        standing,
        evidence.length > 0 ? evidence.map(link).join(', ') : '–',
        note ?? '',
      ]),
    ),
  );
}

/** A path of the repository, as a link from `docs/`. */
const link = (path: string) =>
  `[${code(path)}](${path.startsWith('docs/') ? path.slice('docs/'.length) : `../${path}`})`;
