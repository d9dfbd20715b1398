import type { Command } from 'commander';
import { systemActor } from '../access/actor.ts';
import type { MasteryFit } from '../insight/fit-mastery.ts';
import type { Quality } from '../learning/evaluation/metrics.ts';
import { calibrationChart } from './calibration-chart.ts';
import { type Commands, type CommonOptions, define } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { wholeNumber } from './option-values.ts';
import { countText, textTable } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface FitOptions extends CommonOptions {
  readonly attempts: number;
  readonly dryRun?: boolean;
}

const ATTEMPTS_MAX = 5_000_000;

/** `masterx learning fit` */
export function addLearningFit(learning: Command, commands: Commands): void {
  const command = learning
    .command('fit')
    .option(
      '--attempts <number>',
      'attempts to look at, at most, of the newest accounts',
      wholeNumber(1, ATTEMPTS_MAX),
      1_000_000,
    )
    .option('--dry-run', 'fit and report, and store nothing');
  define(command, commands, {
    summary: 'fit the mastery model to what is stored',
    description:
      'Reads the attempts of the learners who agreed to analytics, or whose import declared another ground than consent; ' +
      'fits the weights of the mastery model to four fifths of the learners and judges them by the others. Weights that ' +
      'predict those better than what is in force, and better than the published ones, are put in force as a new version; ' +
      'running services take them up within a minute. Otherwise nothing changes. Interrupted, it has stored nothing; called ' +
      'again on the same store it finds the same. About 90 bytes of memory an attempt.',
    json:
      'one document: { outcome: "fitted" | "kept" | "too-few", stored, version, trained, heldOut, leftOut, from, until, ' +
      'parameters: { intercept, weights }, quality: { fitted, inForce, published } }, each quality with attempts, auc, ' +
      'logLoss, rmse, ece and calibration',
    examples: [
      ['learning fit --dry-run', 'what a fit would give'],
      ['learning fit --attempts 200000 --json', 'for a script, with a bound of its own'],
    ],
    operation: fit,
  });
}

async function fit(context: CommandContext, { attempts, dryRun, json }: FitOptions): Promise<ExitCode> {
  const { terminal, progress, signal, entropy } = context;
  const found = await withPlatform(context, configOf(context), ({ platform }) =>
    platform.as(systemActor('fit', entropy.uuid(), 'fitting the mastery model')).insight.fitMastery({
      attemptsMax: attempts,
      dryRun: dryRun === true,
      signal,
      onProgress: (done) =>
        progress.show(
          `Reading: ${countText(done.attempts)} attempts of ${countText(done.learners)} learners`,
          Math.min(1, done.attempts / attempts),
        ),
    }),
  );
  progress.end();
  if (json) terminal.line(JSON.stringify(found));
  else for (const line of fitLines(found)) terminal.line(line);
  return EXIT.done;
}

/** A fit, in words, with its figures and its calibration. */
export function fitLines(fit: MasteryFit): readonly string[] {
  const { trained, heldOut, leftOut, from, until, quality, parameters } = fit;
  const lines = [
    `${countText(trained.attempts)} attempts of ${countText(trained.learners)} learners to fit to, ` +
      `${countText(heldOut.attempts)} of ${countText(heldOut.learners)} to judge by` +
      `${from && until ? `, from ${from.toISOString()} to ${until.toISOString()}` : ''}.`,
  ];
  if (leftOut > 0) lines.push(`${countText(leftOut)} learners were left out: no consent, or too much.`);
  if (quality === null || parameters === null) {
    return [...lines, `That is too few for a fit; version ${fit.version} stays in force.`];
  }
  const row = (name: string, { auc, logLoss, rmse, ece }: Quality) => [
    name,
    auc === null ? '–' : auc.toFixed(4),
    ...[logLoss, rmse, ece].map((figure) => figure.toFixed(4)),
  ];
  const figure = (title: string) => ({ title, align: 'right' }) as const;
  return [
    ...lines,
    '',
    textTable(
      [{ title: 'On learners held out' }, ...['AUC', 'Log loss', 'RMSE', 'ECE'].map(figure)],
      [
        row('Fitted', quality.fitted),
        row('In force before', quality.inForce),
        row('Published', quality.published),
      ],
    ),
    '',
    textTable(
      [{ title: 'Weight' }, figure('Log-odds')],
      [['intercept', parameters.intercept] as const, ...Object.entries(parameters.weights)].map(
        ([name, weight]) => [name, weight.toFixed(3)],
      ),
    ),
    '',
    'Calibration of the fit:',
    calibrationChart(quality.fitted.calibration),
    '',
    verdictOf(fit),
  ];
}

function verdictOf({ outcome, stored, version }: MasteryFit): string {
  if (outcome === 'kept') return `It is not better than what there is: version ${version} stays in force.`;
  return stored ? `Version ${version} is in force.` : 'It is better; nothing was stored.';
}
