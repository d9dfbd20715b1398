import type { CalibrationBin } from '../learning/evaluation/metrics.ts';
import { countText, textTable } from './text-table.ts';

const COLUMNS = 40;

/**
 * A calibration as text: of each bin a line from 0 to 1, `o` where the predictions are and `#` where the right answers
 * are, `@` where both fall on one place.
 */
export function calibrationChart(bins: readonly CalibrationBin[]): string {
  const filled = bins.filter(({ count }) => count > 0);
  return textTable(
    [
      { title: 'Predicted', align: 'right' },
      { title: 'Right', align: 'right' },
      { title: 'Attempts', align: 'right' },
      { title: `0${' '.repeat(COLUMNS - 1)}1` },
    ],
    filled.map(({ predicted, observed, count }) => [
      (predicted ?? 0).toFixed(3),
      (observed ?? 0).toFixed(3),
      countText(count),
      lineOf(predicted ?? 0, observed ?? 0),
    ]),
  );
}

function lineOf(predicted: number, observed: number): string {
  const place = (share: number) => Math.round(share * COLUMNS);
  const line = Array.from({ length: COLUMNS + 1 }, () => '·');
  line[place(predicted)] = 'o';
  line[place(observed)] = place(predicted) === place(observed) ? '@' : '#';
  return line.join('');
}
