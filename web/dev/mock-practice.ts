import { at, NOW, type Row } from './mock-data.ts';
import { SUBJECTS, wordsOf } from './mock-subjects.ts';

interface Task extends Row {
  question_id: string;
  expected: string;
  explanation: string;
  concept: string;
  topic: string;
}

const DAY = 86_400_000;

function tasksOf(subject: string): Task[] {
  const topics = Object.entries(SUBJECTS[subject]?.topics ?? {});
  const concepts = topics.flatMap(([topic, list]) => list.map((concept) => ({ topic, concept })));
  return Array.from({ length: 10 }, (_, k) => {
    const { topic, concept } = concepts[k % Math.min(5, concepts.length)] ?? { topic: '', concept: '' };
    const base = { question_id: `q${k}`, concept, topic };
    if (k % 3 === 1) {
      return {
        ...base,
        kind: 'choice',
        prompt: `Which of these is true of ${wordsOf(concept).toLowerCase()}?`,
        choices: [
          'It never changes',
          'It depends on the order',
          'It can be undone',
          'It needs two numbers at least',
        ],
        expected: 'It can be undone',
        explanation: 'Each step here has a step that takes it back, which is how such problems are checked.',
      };
    }
    const [a, b] = [7 + k * 3, 4 + k];
    return {
      ...base,
      kind: 'number',
      prompt: `A shelf holds ${a} rows of ${b} books. How many books does it hold?`,
      expected: String(a * b),
      explanation: `${a} × ${b} = ${a * b}: count the rows, then the books in one row, and multiply.`,
    };
  });
}

interface Round {
  subject: string;
  tasks: Task[];
  answers: Row[];
  mastery: Record<string, number>;
}

const rounds = new Map<string, Round>();
const envelope = (bytes: number) => ({ $envelope: { bytes, key_id: 'k-5f2c91' } });

export function start(subject: string): Row {
  const session_id = `practice-${rounds.size + 1}`;
  const round = { subject, tasks: tasksOf(subject), answers: [], mastery: {} };
  rounds.set(session_id, round);
  const questions = round.tasks.map(({ expected: _, explanation: __, ...question }) => question);
  return { session_id, subject, questions };
}

export function answer(userId: string, sessionId: string, body: Row): Row | null {
  const round = rounds.get(sessionId);
  const task = round?.tasks.find((t) => t.question_id === body['question_id']);
  if (round === undefined || task === undefined) return null;
  const correct = String(body['answer']).trim() === task.expected;
  const interaction = {
    interaction_id: `i-${round.answers.length + 1}`,
    timestamp: at(Date.now()),
    interaction_type: 'assessment',
    user_input: String(body['answer']),
    assessed: {
      concept: task.concept,
      topic: task.topic,
      correct,
      score: correct ? 1 : 0,
      difficulty: 0.5,
      response_time_seconds: body['response_time_seconds'],
      item: task.question_id,
    },
  };
  round.answers.push({ ...interaction, user_input: envelope(120 + String(body['answer']).length * 4) });
  const known = round.mastery[task.concept];
  const before = known ?? (round.answers.length % 3 === 0 ? null : 0.48);
  const after = Math.min(0.97, Math.max(0.05, (before ?? 0.5) + (correct ? 0.09 : -0.11)));
  round.mastery[task.concept] = after;
  const next_review_date = at(NOW + (correct ? 3 : 1) * DAY);
  const right = round.answers.filter((a) => (a['assessed'] as { correct: boolean }).correct).length;
  return {
    correct,
    expected: task.expected,
    explanation: task.explanation,
    interaction,
    mastery: { before, after, concept: task.concept, next_review_date },
    stored: {
      session: {
        _id: { $oid: '66f0c0ffee00000000000001' },
        session_id: sessionId,
        user_id: userId,
        started_at: { $date: at(NOW) },
        session_context: {
          session_type: 'practice',
          subject: round.subject,
          topics: [task.topic],
          learning_objectives: envelope(96),
          initial_difficulty_level: 0.5,
          device_type: 'desktop',
          platform: 'web',
        },
        interactions: round.answers,
        performance_metrics: {
          questions_attempted: round.answers.length,
          questions_correct: right,
          accuracy_percentage: (100 * right) / round.answers.length,
        },
        paging: { interactions: { total: round.answers.length, pages: 0 } },
        region: 'eu',
        revision: round.answers.length,
      },
      mastery: {
        _id: { $oid: '66f0c0ffee00000000000002' },
        user_id: userId,
        subject: round.subject,
        topic: task.topic,
        concept: task.concept,
        mastery_tracking: {
          current_mastery_level: after,
          mastery_confidence: 0.4,
          last_practiced_date: { $date: at(Date.now()) },
        },
        spaced_repetition_data: {
          repetition_interval_days: correct ? 3 : 1,
          next_review_date: { $date: next_review_date },
        },
        evidence: {
          attempts: round.answers.length,
          score_sum: right,
          hard_score_sum: 0,
          easy_miss_sum: 0,
          recent: [],
        },
        revision: 3,
      },
    },
  };
}

export function end(userId: string, sessionId: string): Row | null {
  const round = rounds.get(sessionId);
  if (round === undefined) return null;
  const right = round.answers.filter((a) => (a['assessed'] as { correct: boolean }).correct).length;
  return {
    session_id: sessionId,
    user_id: userId,
    started_at: at(Date.now() - 420_000),
    ended_at: at(Date.now()),
    duration_minutes: 7,
    performance_metrics: {
      questions_attempted: round.answers.length,
      questions_correct: right,
      accuracy_percentage: (100 * right) / Math.max(1, round.answers.length),
      average_response_time_seconds: 8.2,
    },
  };
}
