import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { splitRow } from '../src/intake/readers/rows.ts';
import { columnsOf } from '../src/intake/readers/table.ts';
import { SeededRandom } from '../src/std/random.ts';

/**
 * Makes `samples/` of the published data sets. The rule: of one presentation of one module, all students with a score
 * in it, sorted by number, are shuffled by the seed and the first ones taken; each of their rows for it is copied as it
 * stands, in the order of the source. The review log is taken whole. The same source gives the same bytes.
 *
 *   npx tsx scripts/make-sample.ts DIRECTORY [OUTPUT]      (or MASTERX_TEST_DATA_DIR=DIRECTORY)
 */
const MODULE = 'CCC';
const PRESENTATION = '2014J';
const STUDENTS = 150;
const SEED = 2017;

/** A table with its lines as they stand. */
interface Slice {
  readonly header: string;
  readonly lines: readonly string[];
  readonly columns: readonly string[];
}

const source = process.argv[2] ?? process.env['MASTERX_TEST_DATA_DIR'];
if (!source) throw new Error('Name the directory of the data sets, or set MASTERX_TEST_DATA_DIR.');
const target = process.argv[3] ?? join(import.meta.dirname, '..', 'samples');

const isOfPresentation = (cell: (column: string) => string): boolean =>
  cell('code_module') === MODULE && cell('code_presentation') === PRESENTATION;

const assessments = where(await table('assessments'), isOfPresentation);
const assessmentIds = new Set(valuesOf(assessments, 'id_assessment'));
const scores = where(await table('studentAssessment'), (cell) => assessmentIds.has(cell('id_assessment')));
const everyone = [...new Set(valuesOf(scores, 'id_student'))].sort((a, b) => Number(a) - Number(b));
const chosen = new Set(new SeededRandom(SEED).shuffle(everyone).slice(0, STUDENTS));

await write('oulad/assessments.csv.gz', textOf(assessments));
await write('oulad/courses.csv.gz', textOf(where(await table('courses'), isOfPresentation)));
await write(
  'oulad/studentInfo.csv.gz',
  textOf(
    where(await table('studentInfo'), (cell) => isOfPresentation(cell) && chosen.has(cell('id_student'))),
  ),
);
await write(
  'oulad/studentAssessment.csv.gz',
  textOf(where(scores, (cell) => chosen.has(cell('id_student')))),
);
await write('fsrs-review-log.csv.gz', await unpacked('fsrs-review-log'));

async function unpacked(name: string): Promise<string> {
  return gunzipSync(await readFile(join(source ?? '', `${name}.csv.gz`))).toString('utf8');
}

/** None of these tables has line breaks within fields. */
async function table(name: string): Promise<Slice> {
  const [header = '', ...lines] = (await unpacked(`oulad/${name}`))
    .split(/\r?\n/)
    .filter((line) => line !== '');
  return { header, lines, columns: columnsOf(header, ',') };
}

function where(slice: Slice, keep: (cell: (column: string) => string) => boolean): Slice {
  const lines = slice.lines.filter((line) => {
    const { fields } = splitRow(line, ',');
    return keep((column) => fields[slice.columns.indexOf(column)] ?? '');
  });
  return { ...slice, lines };
}

function valuesOf({ lines, columns }: Slice, column: string): string[] {
  return lines.map((line) => splitRow(line, ',').fields[columns.indexOf(column)] ?? '');
}

function textOf({ header, lines }: Slice): string {
  return `${[header, ...lines].join('\n')}\n`;
}

/** Packs without time and operating system in the header, so that the bytes depend on the content alone. */
async function write(name: string, text: string): Promise<void> {
  const packed = gzipSync(text, { level: 9 });
  packed.fill(0, 4, 8);
  packed.writeUInt8(255, 9);
  const path = join(target, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, packed);
  console.log(`${name}: ${text.split('\n').length - 2} rows, ${packed.length} bytes`);
}
