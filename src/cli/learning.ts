import type { Command } from 'commander';
import type { Commands } from './command.ts';
import { addLearningEvaluate } from './learning-evaluate.ts';
import { addLearningFit } from './learning-fit.ts';
import { addLearningRecover } from './learning-recover.ts';
import { addLearningReviews } from './learning-reviews.ts';
import { addLearningSplit } from './learning-split.ts';
import { addLearningVerify } from './learning-verify.ts';

/** `masterx learning …` */
export function addLearningCommands(program: Command, commands: Commands): void {
  const learning = program
    .command('learning')
    .helpCommand(false)
    .summary('evaluate, fit and check the models of learning')
    .description(
      'Evaluates the models of learning on files, fits them to what is stored, and checks what follows from them.',
    );
  addLearningEvaluate(learning, commands);
  addLearningSplit(learning, commands);
  addLearningFit(learning, commands);
  addLearningReviews(learning, commands);
  addLearningRecover(learning, commands);
  addLearningVerify(learning, commands);
}
