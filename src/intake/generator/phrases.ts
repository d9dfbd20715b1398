import type { CurriculumConcept } from '../../learning/questions/curriculum.ts';
import type { Question } from '../../learning/questions/question.ts';
import type { EmotionalState } from '../../schema/vocabulary/emotions.ts';
import type { SeededRandom } from '../../std/random.ts';

/** Texts of invented learners and their tutor. Every function draws the same number of times for the same choice. */

/** How a learner asks about a concept that is new. */
export function askAbout({ name }: CurriculumConcept, random: SeededRandom): string {
  const about = withinText(name);
  return random.pick([
    `Can you explain ${about} to me?`,
    `We started ${about} at school today and I did not get it.`,
    `What do I need to know about ${about}?`,
    `How does this work: ${about}?`,
    `I have never done ${about} before. Where do I begin?`,
    `Could you show me an example of ${about}, please?`,
    `Is ${about} hard? I would like to try it.`,
  ]);
}

/** A concept's name within a sentence. */
export function withinText(name: string): string {
  return name.startsWith('Ohm') ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** How the tutor introduces a concept, with a worked example. */
export function introduce(
  { name, idea }: CurriculumConcept,
  example: Question,
  style: 'concise' | 'detailed' | 'comprehensive',
  random: SeededRandom,
): string {
  const opening = random.pick([
    `Good question! ${name} comes down to one idea.`,
    `Let us look at it together: ${withinText(name)}.`,
    `${name} is easier than it looks.`,
    `Gladly. The key to ${withinText(name)} is this:`,
  ]);
  const closing = random.pick([
    'Shall we try one together?',
    'Have a go at the next one yourself.',
    'Tell me if a step was too quick.',
    'Ready for a first task?',
  ]);
  if (style === 'concise') return `${idea} Example: ${example.prompt} ${example.explanation}`;
  const worked = `For example: ${example.prompt} ${example.explanation}`;
  if (style === 'detailed') return `${opening} ${idea} ${worked} ${closing}`;
  const answer = `So the answer is ${example.answer}.`;
  return `${opening} ${idea} Read that sentence twice; everything else follows from it. ${worked} ${answer} ${closing}`;
}

/** What a learner writes as an answer. */
export function answerText(answer: string, isSure: boolean, random: SeededRandom): string {
  if (isSure || random.chance(0.75)) return answer;
  return random.pick([`${answer}?`, `Is it ${answer}?`, `I think ${answer}`, `maybe ${answer}`]);
}

/** What the tutor says to a right answer. */
export function praise(question: Question, random: SeededRandom): string {
  return random.pick([
    `Right! ${question.explanation}`,
    'Correct, well done.',
    `Yes, ${question.answer} it is.`,
    'Exactly. On to the next one.',
    `That is right. ${question.explanation}`,
    'Well reasoned!',
  ]);
}

/** What the tutor says to a wrong answer. */
export function correction(question: Question, given: string, random: SeededRandom): string {
  return random.pick([
    `Not quite. ${question.explanation}`,
    `Close, but ${given} is not it. ${question.explanation}`,
    `Let us look again. ${question.explanation} Does that make sense?`,
    `${given} is a common slip here. ${question.explanation}`,
    `Almost. The answer is ${question.answer}. ${question.explanation}`,
  ]);
}

/** How a learner asks back after a mistake. */
export function askBack(
  question: Question,
  given: string,
  emotion: EmotionalState,
  random: SeededRandom,
): string {
  if (emotion === 'frustrated' || emotion === 'discouraged' || emotion === 'overwhelmed') {
    return random.pick([
      'I do not get it. Why is that wrong?',
      'This makes no sense to me.',
      `I keep getting these wrong. Why is it ${question.answer}?`,
      'Can we do an easier one first?',
      'I am stuck again.',
    ]);
  }
  return random.pick([
    `Why is it ${question.answer} and not ${given}?`,
    'Where exactly did I go wrong?',
    'Could you explain that step by step?',
    `How do I get to ${question.answer}?`,
    'Is there a trick to remember this?',
    'What should I look at first?',
  ]);
}

/** How the tutor explains once more. */
export function explainAgain(concept: CurriculumConcept, question: Question, random: SeededRandom): string {
  return random.pick([
    `Step by step, then. ${concept.idea} Here: ${question.explanation}`,
    `Remember: ${concept.idea} With that in mind: ${question.explanation}`,
    `Take your time with it. ${question.explanation} The rule behind it: ${concept.idea}`,
    `A good thing to ask. ${concept.idea} That is why it is ${question.answer}.`,
  ]);
}

/** What a learner says at the end of a session; the tutor's reply with it. */
export function farewell(emotion: EmotionalState, random: SeededRandom): { said: string; reply: string } {
  const high = ['engaged', 'confident', 'proud', 'excited', 'curious', 'calm'].includes(emotion);
  return high
    ? {
        said: random.pick([
          'That was fun, thanks!',
          'I think I have got it now.',
          'Much clearer than at school.',
          'More of these tomorrow, please.',
        ]),
        reply: random.pick(['You worked well today. See you soon!', 'Nice progress. Keep it up!']),
      }
    : {
        said: random.pick([
          'That is enough for today.',
          'I am not sure I got all of it.',
          'That was hard.',
          'I need a break now.',
        ]),
        reply: random.pick([
          'A break will do you good. We will pick it up where you stopped.',
          'You kept going although it was hard, and that counts.',
        ]),
      };
}

/** Aims a learner has, by subject. */
export const GOALS: Readonly<Record<string, readonly string[]>> = {
  mathematics: [
    'Get better marks in mathematics',
    'Feel safe with fractions before the next test',
    'Understand algebra well enough to help my brother',
    'Pass the entrance test in mathematics',
  ],
  english: [
    'Speak English without fear of mistakes',
    'Write emails in English at work',
    'Pass the B1 exam this year',
    'Read English books in the original',
  ],
  science: [
    'Understand how electricity works',
    'Catch up in science after being ill',
    'Win a place in the science club',
    'Prepare for the final exam in physics',
  ],
};
