export type Cell = string | number | null;

/** A table of results: numbers right, texts left. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const shown = (cell: Cell): string => (cell === null ? '–' : typeof cell === 'number' ? figure(cell) : cell);

/** Three digits that matter, for counts all of them. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (Number.isInteger(value)) return String(value);
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** For a terminal. */
export function textTable({ title, head, rows }: Table): string {
  const cells = [head.map(String), ...rows.map((row) => row.map(shown))];
  const widths = head.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[], like: readonly Cell[]) =>
    row
      .map((cell, at) =>
        typeof like[at] === 'number' ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const [first = []] = rows;
  return [
    title,
    line(head.map(String), first),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...rows.map((row) => line(row.map(shown), row)),
  ].join('\n');
}

/** For a Markdown page. */
export function markdownTable({ head, rows }: Table): string {
  const [first = []] = rows;
  return [
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, at) => (typeof first[at] === 'number' ? '---:' : '---')).join(' | ')} |`,
    ...rows.map((row) => `| ${row.map(shown).join(' | ')} |`),
  ].join('\n');
}
