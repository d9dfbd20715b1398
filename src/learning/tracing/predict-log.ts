import type { PracticeLog } from '../evaluation/practice-log.ts';
import { logistic } from '../logistic/regression.ts';
import { easeOf, type FittedTracing } from './batch-fit.ts';
import { Replay } from './replay.ts';

/**
 * Predicts each attempt of a log's test before it is seen, then learns from it: the traces always, and how easy its item
 * and its skills are by a step as long as their ease is unsure (a Newton step on the one attempt). Constant time an
 * attempt. Answers the probability of a right answer for each attempt of the test, in order.
 */
export function predictByTracing(
  log: PracticeLog,
  { columns, weights, information, ease }: FittedTracing,
): Float64Array {
  const replay = new Replay(log, columns);
  const current = Float64Array.from(weights);
  const sure = Float64Array.from(information);
  const predictions: number[] = [];
  const touched = new Map<number, number>();
  for (let event = 0; event < log.length; event++) {
    if (log.isAttempt(event) && log.isTest(event)) {
      let logit = 0;
      touched.clear();
      replay.features(event, (column, value) => {
        logit += (current[column] as number) * value;
        if (column >= columns.items && column < columns.slopes) touched.set(column, value);
      });
      const p = logistic(logit);
      predictions.push(p);
      for (const [column, value] of touched) {
        sure[column] = (sure[column] as number) + p * (1 - p) * value ** 2;
        current[column] =
          (current[column] as number) + ((log.score(event) - p) * value) / (sure[column] as number);
      }
    }
    replay.pass(event, logistic(easeOf(log, event, ease)));
  }
  return Float64Array.from(predictions);
}
