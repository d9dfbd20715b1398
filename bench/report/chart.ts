/** A bar of a chart. */
export interface Bar {
  readonly label: string;
  readonly value: number;
}

const ROW = 18;
const LABEL_WIDTH = 330;
const PLOT_WIDTH = 400;
const MARGIN = 16;
const HEAD = 46;
const FOOT = 30;
/** Greys and blues that can be read on white and on black. */
const COLOURS = { text: '#848d97', bar: '#4c8dd6', above: '#d29922', goal: '#848d97' };

/** Horizontal bars with the goal as a line; the colour of a bar tells whether it is within. */
export function barChart(title: string, bars: readonly Bar[], goal: number): string {
  const width = LABEL_WIDTH + PLOT_WIDTH + 4 * MARGIN;
  const height = HEAD + bars.length * ROW + FOOT;
  const most = Math.max(goal, ...bars.map(({ value }) => value)) * 1.05;
  const x = (value: number) => LABEL_WIDTH + (value / most) * PLOT_WIDTH;
  const rows = bars.map(({ label, value }, at) => {
    const y = HEAD + at * ROW;
    const colour = value > goal ? COLOURS.above : COLOURS.bar;
    return [
      `<text x="${LABEL_WIDTH - 8}" y="${y + 12}" text-anchor="end">${escaped(label)}</text>`,
      `<rect x="${LABEL_WIDTH}" y="${y + 3}" width="${(x(value) - LABEL_WIDTH).toFixed(1)}" height="${ROW - 6}" rx="2" fill="${colour}"/>`,
      `<text x="${(x(value) + 5).toFixed(1)}" y="${y + 12}">${value.toFixed(2)}</text>`,
    ].join('');
  });
  const goalX = x(goal).toFixed(1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<g font-family="system-ui, sans-serif" font-size="11" fill="${COLOURS.text}">`,
    `<text x="${MARGIN}" y="20" font-size="13" font-weight="600">${escaped(title)}</text>`,
    ...rows,
    `<line x1="${goalX}" y1="${HEAD - 6}" x2="${goalX}" y2="${height - FOOT + 4}" stroke="${COLOURS.goal}" stroke-dasharray="3 3"/>`,
    `<text x="${goalX}" y="${height - 10}" text-anchor="middle">goal ≤ ${goal}</text>`,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
