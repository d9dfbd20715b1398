import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateReviewLog } from './review-log.ts';

const directory = process.env['MASTERX_TEST_DATA_DIR'];

describe(`a real review log${directory ? '' : ' (passed over: MASTERX_TEST_DATA_DIR is not set)'}`, () => {
  it.runIf(directory)(
    'is predicted as py-fsrs predicts it, and better by what was fitted before',
    async () => {
      const path = join(directory ?? '', 'fsrs-review-log.csv.gz');
      const report = await evaluateReviewLog(path, () => 0, AbortSignal.timeout(60_000));
      expect(report).toMatchObject({ rows: 12_580, rejected: 0, cards: 1_205, predicted: 5_329 });
      // Oracle: py-fsrs 6.3.2 over the same reviews, 0.45866.
      expect(report.publishedLogLoss).toBeCloseTo(0.45866, 5);
      expect(report.later.fittedLogLoss).toBeLessThan(report.later.publishedLogLoss - 0.002);
    },
  );
});
