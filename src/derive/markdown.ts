/** A text as it may stand in a cell of a Markdown table. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A Markdown table; a table without rows is the sentence `empty`. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  empty = 'None.',
): string {
  if (rows.length === 0) return `${empty}\n`;
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

export const code = (text: string): string => `\`${text}\``;

/** Several names, each as code; a dash for none. */
export const codes = (texts: readonly string[]): string =>
  texts.length > 0 ? texts.map(code).join(', ') : '–';

/** Paragraphs, tables and headings, one empty line between them. */
export const page = (...parts: readonly string[]): string =>
  `${parts
    .map((part) => part.trimEnd())
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
