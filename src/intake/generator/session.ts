import type { NewLearningSessionDocument } from '../../derive/generated/documents.ts';
import type { Interaction } from '../../learning/attempt.ts';
import { localTimeOf } from '../../learning/local-day.ts';
import { questionFor } from '../../learning/questions/bank.ts';
import type { CurriculumConcept } from '../../learning/questions/curriculum.ts';
import type { Question } from '../../learning/questions/question.ts';
import { EMOTIONS } from '../../schema/vocabulary/emotions.ts';
import { minutes, seconds } from '../../std/durations.ts';
import type { SeededRandom } from '../../std/random.ts';
import { Affect, type Happening } from './affect.ts';
import { type Intervention, interventionFor, ratingOf } from './intervention.ts';
import type { MasteryBook } from './mastery-book.ts';
import { difficultyLogits, type Memory } from './memory.ts';
import type { Person } from './person.ts';
import * as phrases from './phrases.ts';
import type { SessionPlan } from './session-plan.ts';
import type { TrueAttempt } from './truth.ts';
import type { Tutor } from './tutor.ts';

/** The learner who takes part in a session: what is seen and what is not. */
export interface Participant {
  readonly person: Person;
  readonly memory: Memory;
  readonly book: MasteryBook;
  readonly tutor: Tutor;
  /** Difficulty the platform offers next, by concept. */
  readonly offered: Map<string, number>;
}

/** What happened in a session, before it is summed up. */
export interface PlayedSession {
  readonly plan: SessionPlan;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly initialDifficulty: number;
  readonly interactions: Interaction[];
  readonly interventions: NewLearningSessionDocument['emotional_journey']['interventions_applied'];
  readonly attempts: TrueAttempt[];
  /** Share of the planned tasks that were done, [0, 1]. */
  readonly completion: number;
  /** Mean of difficulty less skill, logits. */
  readonly meanGap: number;
}

const DIFFICULTY_MIN = 0.1;
const DIFFICULTY_MAX = 0.9;
const STEP_UP = 0.04;
const STEP_DOWN = 0.06;
const OFFERED_FIRST = { easy: 0.25, moderate: 0.38, challenging: 0.5, adaptive: 0.35 } as const;

/** Plays a session from its plan: tasks, answers, questions, feelings and what the platform does about them. */
export function playSession(
  participant: Participant,
  plan: SessionPlan,
  startedAt: Date,
  random: SeededRandom,
): PlayedSession {
  return new Playing(participant, plan, startedAt, random).play();
}

class Playing {
  readonly #interactions: Interaction[] = [];
  readonly #interventions: PlayedSession['interventions'] = [];
  readonly #attempts: TrueAttempt[] = [];
  readonly #recalled = new Set<string>();
  readonly #affect: Affect;
  readonly #hourAtStart: number;
  #nowMs: number;
  #gapSum = 0;
  #adjustment = 0;
  #intervention: Intervention | undefined;

  constructor(
    readonly participant: Participant,
    readonly plan: SessionPlan,
    readonly startedAt: Date,
    readonly random: SeededRandom,
  ) {
    this.#nowMs = startedAt.getTime();
    this.#affect = new Affect(participant.memory.nature, random);
    this.#hourAtStart = localTimeOf(startedAt, participant.person.place.timeZone).hour;
  }

  play(): PlayedSession {
    const { plan, participant } = this;
    const [first] = plan.concepts;
    const initialDifficulty = first ? this.#offered(first) : DIFFICULTY_MIN;
    const perConcept = Math.ceil(plan.tasks / plan.concepts.length);
    let done = 0;
    for (const concept of plan.concepts) {
      if (!participant.book.has(concept.slug)) this.#introduce(concept);
      for (let task = 0; task < perConcept && done < plan.tasks && !this.#givesUp(); task++) {
        this.#doTask(concept);
        done++;
      }
    }
    if (this.random.chance(0.3)) this.#sayGoodbye();
    return {
      plan,
      startedAt: this.startedAt,
      endedAt: new Date(this.#nowMs + seconds(this.random.integer(3, 40))),
      initialDifficulty,
      interactions: this.#interactions,
      interventions: this.#interventions,
      attempts: this.#attempts,
      completion: done / plan.tasks,
      meanGap: this.#gapSum / Math.max(1, this.#attempts.length),
    };
  }

  #introduce(concept: CurriculumConcept): void {
    const { person, memory, tutor } = this.participant;
    this.#pass(seconds(this.random.between(10, 45)));
    const example = questionFor(concept.slug, 0.15, this.random);
    const asked = phrases.askAbout(concept, this.random);
    const style = person.preferences.learning_preferences.explanation_style;
    const text = phrases.introduce(concept, example, style, this.random);
    memory.practise(concept.slug, this.#now, 0.3);
    this.#record({
      interaction_type: 'question',
      user_input: asked,
      ai_response: tutor.answer(text, asked),
      ...this.#feel({ kind: 'explained', gap: 0 }),
      ...this.#personalised([]),
      assessed: { concept: concept.slug, topic: concept.topic },
    });
    this.#pass(seconds(this.random.between(20, 70)));
  }

  #doTask(concept: CurriculumConcept): void {
    const { random, plan } = this;
    const { memory, book, offered } = this.participant;
    const difficulty = this.#offered(concept);
    const question = questionFor(concept.slug, difficulty, random);
    const skill = memory.skill(concept.slug, this.#now);
    const retention = memory.retention(concept.slug, this.#now);
    const chance = memory.chance(concept.slug, {
      difficulty: question.difficulty,
      guess: question.choices ? 1 / question.choices.length : 0.02,
      mood: this.#affect.mood,
      at: this.#now,
    });
    const right = random.chance(chance);
    const isFirst = !this.#recalled.has(concept.slug);
    const emotion = this.#affect.state;
    const gap = difficultyLogits(question.difficulty) - skill;
    const spent = this.#thinkingSeconds(gap);
    this.#pass(seconds(spent));
    this.#gapSum += gap;
    this.#attempts.push({
      at: this.#now,
      concept: concept.slug,
      difficulty: question.difficulty,
      skill,
      retention,
      chance,
      right,
      emotion,
      isFirstOfSession: isFirst,
    });
    if (isFirst && book.has(concept.slug)) memory.recall(concept.slug, this.#now, right);
    this.#recalled.add(concept.slug);
    memory.practise(concept.slug, this.#now, right ? 0.08 : 0.1);
    const given = right ? question.answer : random.pick(question.mistakes);
    this.#answer(concept, question, { given, right, spent, gap });
    this.#adjustment = right ? STEP_UP : -STEP_DOWN;
    const next = Math.min(DIFFICULTY_MAX, Math.max(DIFFICULTY_MIN, difficulty + this.#adjustment));
    offered.set(concept.slug, next);
    if (!right && plan.type !== 'assessment' && random.chance(0.4)) this.#askBack(concept, question, given);
    this.#support();
    this.#pass(seconds(random.between(8, 40)));
  }

  #answer(
    concept: CurriculumConcept,
    question: Question,
    { given, right, spent, gap }: { given: string; right: boolean; spent: number; gap: number },
  ): void {
    const { random } = this;
    const isAssessment = this.plan.type === 'assessment';
    const text = phrases.answerText(given, right || question.kind !== 'text', random);
    const reply = right
      ? random.chance(0.5) && phrases.praise(question, random)
      : phrases.correction(question, given, random);
    this.#record({
      interaction_type: isAssessment ? 'assessment' : 'response',
      user_input: text,
      ...(reply && !isAssessment ? { ai_response: this.participant.tutor.answer(reply, text) } : {}),
      ...this.#feel({ kind: right ? 'right' : 'wrong', gap }),
      ...this.#personalised(right ? [] : ['worked-example']),
      assessed: {
        concept: concept.slug,
        topic: concept.topic,
        correct: right,
        score: right ? 1 : 0,
        difficulty: question.difficulty,
        response_time_seconds: spent,
        item: question.id,
      },
    });
  }

  #askBack(concept: CurriculumConcept, question: Question, given: string): void {
    const { random } = this;
    this.#pass(seconds(random.between(6, 30)));
    const asked = phrases.askBack(question, given, this.#affect.state, random);
    const text = phrases.explainAgain(concept, question, random);
    this.participant.memory.practise(concept.slug, this.#now, 0.1);
    this.#record({
      interaction_type: 'question',
      user_input: asked,
      ai_response: this.participant.tutor.answer(text, asked),
      ...this.#feel({ kind: 'explained', gap: 0 }),
      ...this.#personalised(['step-by-step']),
    });
  }

  #sayGoodbye(): void {
    this.#pass(seconds(this.random.between(5, 20)));
    const { said, reply } = phrases.farewell(this.#affect.state, this.random);
    this.#record({
      interaction_type: 'feedback',
      user_input: said,
      ai_response: this.participant.tutor.answer(reply, said),
    });
  }

  /** What the platform does when a learner is not well; it rates itself by what the learner says of it later. */
  #support(): void {
    if (!this.#keepsEmotions) return;
    const due = this.#intervention;
    this.#intervention = undefined;
    if (due) {
      const better = EMOTIONS[this.#affect.state].valence >= 0;
      const rating = ratingOf(better, this.participant.person.isShowcase, this.random);
      const last = this.#interventions.at(-1);
      if (last && rating !== undefined) last.effectiveness_rating = rating;
    }
    const intervention = interventionFor(this.#affect, this.random);
    if (!intervention) return;
    this.#pass(seconds(intervention.lastsSeconds));
    this.#interventions.push({
      timestamp: this.#now,
      intervention_type: intervention.type,
      reason: intervention.reason,
    });
    this.#affect.soothe();
    this.#intervention = intervention;
  }

  /** Moves the feelings on; what is observed of them is kept only with consent. */
  #feel({ kind, gap }: Pick<Happening, 'kind' | 'gap'>): Pick<Interaction, 'emotional_context'> {
    const minutesIn = (this.#nowMs - this.startedAt.getTime()) / minutes(1);
    const felt = this.#affect.step({
      kind,
      gap,
      isAssessment: this.plan.type === 'assessment',
      minutesIn,
      hour: (this.#hourAtStart + minutesIn / 60) % 24,
    });
    const [isSeen, confidence] = [this.random.chance(0.93), this.random.between(0.55, 0.97)];
    if (!this.#keepsEmotions || !isSeen) return {};
    return {
      emotional_context: {
        detected_emotion: felt.emotion,
        confidence: Math.round(100 * confidence) / 100,
        emotional_intensity: felt.intensity,
        adaptation_applied: this.#intervention ? [this.#intervention.type] : [],
      },
    };
  }

  #personalised(modifications: string[]): Pick<Interaction, 'personalization_applied'> {
    const { privacy_settings, learning_preferences } = this.participant.person.preferences;
    if (!privacy_settings.analytics_participation) return {};
    return {
      personalization_applied: {
        difficulty_adjustment: this.#adjustment,
        explanation_style: learning_preferences.explanation_style,
        content_modifications: modifications,
      },
    };
  }

  #givesUp(): boolean {
    if (this.plan.endures) return false;
    const { state, sameFor } = this.#affect;
    const isLow = state === 'discouraged' || state === 'tired' || state === 'overwhelmed';
    return isLow && sameFor > 1 && this.random.chance(0.25);
  }

  /** Log-normal, longer for what is hard and for who is slow. */
  #thinkingSeconds(gap: number): number {
    const { slowness } = this.participant.memory.nature;
    const usual = 18 * slowness * Math.exp(0.25 * Math.min(3, Math.max(-2, gap)));
    return Math.round(10 * Math.min(600, 2 + usual * Math.exp(this.random.normal(0, 0.45)))) / 10;
  }

  #offered({ slug }: CurriculumConcept): number {
    const { offered, person } = this.participant;
    return offered.get(slug) ?? OFFERED_FIRST[person.preferences.learning_preferences.difficulty_preference];
  }

  #record(interaction: Omit<Interaction, 'interaction_id' | 'timestamp'>): void {
    const number = String(this.#interactions.length + 1).padStart(3, '0');
    this.#interactions.push({ interaction_id: `i-${number}`, timestamp: this.#now, ...interaction });
  }

  #pass(ms: number): void {
    this.#nowMs += Math.round(ms);
  }

  get #now(): Date {
    return new Date(this.#nowMs);
  }

  get #keepsEmotions(): boolean {
    return this.participant.person.preferences.privacy_settings.emotional_data_usage;
  }
}
