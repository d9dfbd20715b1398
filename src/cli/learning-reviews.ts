import { resolve } from 'node:path';
import type { Command } from 'commander';
import { evaluateReviewLog } from '../intake/evaluation/review-log.ts';
import { type Commands, type CommonOptions, define } from './command.ts';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { countText } from './text-table.ts';

/** `masterx learning reviews` */
export function addLearningReviews(learning: Command, commands: Commands): void {
  define(learning.command('reviews').argument('<file>', 'a review log, plain or gzip'), commands, {
    summary: 'tell how well FSRS predicts a log of reviews',
    description:
      'Reads a log of flash-card reviews (card_id, review_rating, review_time), predicts each review that comes at least ' +
      '24 hours after the one before, and prints the mean log loss of the published parameters; then fits parameters to ' +
      'the earlier four fifths and prints how both predict the rest. Needs no database.',
    json: 'one document: { rows, rejected, cards, predicted, publishedLogLoss, constantLogLoss, later: { from, predicted, publishedLogLoss, fittedLogLoss, weights }, fitSeconds }',
    examples: [['learning reviews review-log.csv.gz --json', 'for a script']],
    operation: reviews,
  });
}

async function reviews(
  { terminal, signal, folder, clock }: CommandContext,
  { json }: CommonOptions,
  file = '',
): Promise<ExitCode> {
  const report = await evaluateReviewLog(resolve(folder, file), () => clock.monotonicMs(), signal);
  if (json) {
    terminal.line(JSON.stringify(report));
    return EXIT.done;
  }
  const { rows, rejected, cards, predicted, publishedLogLoss, constantLogLoss, later, fitSeconds } = report;
  terminal.line(
    `${countText(rows)} reviews of ${countText(cards)} cards; ${countText(predicted)} are predicted.`,
  );
  if (rejected > 0) terminal.line(`${countText(rejected)} rows cannot be read.`);
  terminal.line(
    `Log loss: ${publishedLogLoss.toFixed(4)} with the published parameters, ${constantLogLoss.toFixed(4)} with one chance for all.`,
  );
  terminal.line(
    `From ${later.from.toISOString()} on (${countText(later.predicted)}): ${later.publishedLogLoss.toFixed(4)} published, ` +
      `${later.fittedLogLoss.toFixed(4)} fitted to what came before, in ${fitSeconds.toFixed(1)} s.`,
  );
  return EXIT.done;
}
