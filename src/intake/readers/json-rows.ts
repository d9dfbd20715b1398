import { isObject, type JsonObject, objectFrom } from './json.ts';
import { ArrayCutOff, elementsOf } from './json-array.ts';
import { READ_LIMITS } from './limits.ts';
import { linesOf } from './lines.ts';
import type { FoundRow, FoundRows } from './reading.ts';
import type { SourceDocument, SourceElements, SourceRecord } from './record.ts';
import { refuse } from './refusal.ts';
import { type ByteSource, unreadable } from './source.ts';
import { recordOfStatement } from './xapi-statement.ts';

const COLLECTION_NAME = /^[a-z][a-z0-9_]{0,63}$/;

/**
 * The lines of the project's own JSON Lines: `{"collection": "…", "document": {…}}`. Where a growing list goes on
 * beyond the document, that line says `"longer": ["<path>"]`, and lines
 * `{"collection": "…", "identity": {…}, "list": "<path>", "from": 50, "elements": […]}` follow.
 */
export function documentRows(source: ByteSource): FoundRows {
  return { format: 'documents', rows: jsonLines(source, documentOf), looksBack: false };
}

/** xAPI statements, one a line or as one array. */
export function statementRows(source: ByteSource, layout: 'lines' | 'array'): FoundRows {
  const rows =
    layout === 'lines' ? jsonLines(source, recordOfStatement) : jsonArray(source, recordOfStatement);
  return { format: 'statements', rows, looksBack: false };
}

type FromObject = (object: JsonObject, line: number, bytes: number) => SourceRecord;

/** Lines of nothing but space are no rows. */
async function* jsonLines(source: ByteSource, make: FromObject): AsyncGenerator<FoundRow> {
  for await (const { line, bytes } of linesOf(source, READ_LIMITS.jsonBytesMax)) {
    if (bytes && bytes.toString('latin1', 0, 64).trim() === '' && bytes.toString('latin1').trim() === '')
      continue;
    yield {
      line,
      make: () => make(objectFrom(bytes, READ_LIMITS.jsonBytesMax), line, bytes?.byteLength ?? 0),
    };
  }
}

async function* jsonArray(source: ByteSource, make: FromObject): AsyncGenerator<FoundRow> {
  try {
    for await (const { line, bytes } of elementsOf(source, READ_LIMITS.jsonBytesMax)) {
      yield {
        line,
        make: () => make(objectFrom(bytes, READ_LIMITS.jsonBytesMax), line, bytes?.byteLength ?? 0),
      };
    }
  } catch (thrown) {
    throw thrown instanceof ArrayCutOff
      ? unreadable(source.path, 'is cut off: its array does not end')
      : thrown;
  }
}

function documentOf(object: JsonObject, line: number, bytes: number): SourceDocument | SourceElements {
  const { collection, document, longer = [] } = object;
  if (typeof collection !== 'string' || !COLLECTION_NAME.test(collection))
    refuse('"collection" is not a name');
  if ('list' in object) return { kind: 'elements', line, collection, ...elementsOfLine(object) };
  if (!isObject(document)) refuse('"document" is not an object');
  if (!Array.isArray(longer) || !longer.every((path) => typeof path === 'string'))
    refuse('"longer" is not a list of paths');
  return { kind: 'document', line, collection, document, longer, bytes };
}

function elementsOfLine({
  identity,
  list,
  from,
  elements,
}: JsonObject): Pick<SourceElements, 'identity' | 'list' | 'from' | 'elements'> {
  if (!isObject(identity)) refuse('"identity" is not an object');
  if (typeof list !== 'string' || list === '') refuse('"list" is not a path');
  if (typeof from !== 'number' || !Number.isSafeInteger(from) || from < 0) refuse('"from" is not a number');
  if (!Array.isArray(elements)) refuse('"elements" is not a list');
  return { identity, list, from, elements };
}
