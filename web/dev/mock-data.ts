/** Believable data for developing the pages without the service. Seeded: every start shows the same learners. */

import { SUBJECTS, wordsOf } from './mock-subjects.ts';

export type Row = Record<string, unknown>;

const DAY = 86_400_000;
export const NOW = Date.now();
export const at = (ms: number) => new Date(ms).toISOString();

export function random(seed: number): () => number {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(r: () => number, list: readonly T[]): T => list[Math.floor(r() * list.length)] as T;
const hex = (r: () => number, n: number) =>
  Array.from({ length: n }, () => Math.floor(r() * 16).toString(16)).join('');

const NAMES =
  'Amara Okafor|Jonas Lindqvist|Mei-Ling Tan|Lucía Herrera|Tomasz Wójcik|Aisha Rahman|Noah Bergström|Priya Natarajan|Élodie Marchand|Kwame Mensah|Hana Sato|Mateus Oliveira|Freya Sørensen|Omar Haddad|Ines Carvalho|Arjun Mehta|Sofia Rossi|Liam Byrne|Zeynep Kaya|Daniel Novák|Nia Williams|Felix Brandt|Chloé Dubois|Ravi Pillai'.split(
    '|',
  );
const EDUCATION = ['middle_school', 'high_school', 'undergraduate', 'graduate', 'professional'];
const COUNTRIES = ['GB', 'SE', 'SG', 'ES', 'PL', 'DE', 'FR', 'GH', 'JP', 'BR', 'IN', 'US'];

function makeLearners(): Row[] {
  const r = random(7);
  const rows: Row[] = NAMES.map((name, i) => {
    const subjects = Object.keys(SUBJECTS).filter((_, s) => i === 0 || (i + s) % 3 !== 0);
    return {
      user_id: `${hex(r, 8)}-${hex(r, 4)}-4${hex(r, 3)}-a${hex(r, 3)}-${hex(r, 12)}`,
      name,
      education_level: EDUCATION[i % 5],
      country: COUNTRIES[i % 12],
      origin: { kind: 'generated', source: 'generator', age_group: i % 5 === 0 ? 'child' : 'adult' },
      subjects_of_interest: subjects,
      created_at: at(NOW - (80 + i * 9) * DAY),
      last_login: at(NOW - (i % 9) * DAY),
    };
  });
  for (let i = 0; i < 40; i++) {
    const oulad = i < 28;
    rows.push({
      user_id: `${hex(r, 8)}-${hex(r, 4)}-4${hex(r, 3)}-a${hex(r, 3)}-${hex(r, 12)}`,
      name: null,
      education_level: oulad ? 'undergraduate' : null,
      country: oulad ? 'GB' : null,
      origin: { kind: 'imported', source: oulad ? 'oulad' : 'fsrs', age_group: oulad ? 'adult' : 'unknown' },
      subjects_of_interest: oulad ? ['mathematics'] : ['history'],
      created_at: at(NOW - 2 * DAY),
      last_login: null,
    });
  }
  return rows;
}

export const LEARNERS = makeLearners();
export const indexOf = (id: string) => LEARNERS.findIndex((l) => l['user_id'] === id);

const subjectsOf = (i: number) => (LEARNERS[i]?.['subjects_of_interest'] ?? []) as string[];

export function isReal(id: string): boolean {
  return indexOf(id) >= NAMES.length;
}

export function userOf(row: Row): Row {
  return {
    ...row,
    profile: {
      name: row['name'],
      age: isReal(String(row['user_id'])) ? undefined : 19,
      education_level: row['education_level'],
      timezone: 'Europe/London',
      ...(row['country'] === null ? {} : { location: { country: row['country'] } }),
      learning_goals: isReal(String(row['user_id']))
        ? []
        : ['Pass the entrance examination', 'Feel at home with algebra'],
      subjects_of_interest: row['subjects_of_interest'],
    },
    subscription: { plan: 'free', status: 'active' },
    preferences: {
      privacy_settings: {
        analytics_participation: true,
        emotional_data_usage: !isReal(String(row['user_id'])),
        learning_data_sharing: false,
        public_profile: false,
      },
      learning_preferences: {
        explanation_style: 'detailed',
        difficulty_preference: 'adaptive',
        feedback_frequency: 'high',
        emotional_support_level: 'standard',
      },
    },
    account_status: 'active',
    roles: ['learner'],
    region: 'eu',
  };
}

const STATES = [
  'engaged',
  'curious',
  'confident',
  'calm',
  'neutral',
  'confused',
  'frustrated',
  'tired',
  'proud',
  'anxious',
];

export function sessionsOf(id: string): Row[] {
  const i = indexOf(id);
  const r = random(100 + i);
  const real = isReal(id);
  const base = real ? Date.parse('2014-06-12T10:00:00Z') : NOW - 3_600_000;
  const subjects = subjectsOf(i);
  const rows: Row[] = [];
  for (let d = 0; d < 60; d++) {
    const n = r() < 0.36 ? 0 : r() < 0.7 ? 1 : 2;
    for (let k = 0; k < n; k++) {
      const subject = pick(r, subjects);
      const topic = pick(r, Object.keys(SUBJECTS[subject]?.topics ?? {}));
      const attempted = 6 + Math.floor(r() * 18);
      const correct = Math.round(attempted * (0.45 + r() * 0.5));
      const started = base - d * DAY - Math.floor(r() * 9) * 3_600_000;
      const length = 8 + Math.floor(r() * 45);
      rows.push({
        session_id: `${id.slice(0, 6)}-${d}-${k}`,
        user_id: id,
        started_at: at(started),
        ended_at: at(started + length * 60_000),
        duration_minutes: length,
        session_context: {
          session_type: pick(r, ['study', 'practice', 'practice', 'revision', 'assessment']),
          subject,
          topics: [topic],
          learning_objectives: real ? [] : [`Understand ${topic}`],
          initial_difficulty_level: 0.3 + r() * 0.5,
          device_type: real ? null : 'desktop',
          platform: real ? null : 'web',
        },
        learning_progress: {
          concepts_introduced: [],
          concepts_practiced: (SUBJECTS[subject]?.topics[topic] ?? []).slice(0, 3),
          concepts_mastered: (SUBJECTS[subject]?.topics[topic] ?? []).slice(0, 1),
          knowledge_gaps_identified: [],
        },
        emotional_journey: real
          ? { overall_emotional_health_score: null }
          : {
              initial_emotional_state: pick(r, STATES),
              final_emotional_state: pick(r, STATES.slice(0, 5)),
              overall_emotional_health_score: 0.4 + r() * 0.5,
            },
        performance_metrics: {
          questions_attempted: attempted,
          questions_correct: correct,
          accuracy_percentage: (100 * correct) / attempted,
          average_response_time_seconds: 6 + r() * 20,
        },
        ai_usage_analytics: {
          total_ai_queries: real ? 0 : attempted,
          total_tokens_consumed: 4000,
          total_cost_usd: 0.004,
        },
        session_outcome: {
          learning_objectives_met: real ? [] : [`Understand ${topic}`],
          areas_needing_more_work: (SUBJECTS[subject]?.topics[topic] ?? []).slice(2, 3),
          ...(real ? {} : { user_satisfaction_rating: 4 }),
          next_session_recommendations: real ? [] : ['Take up the last two exercises again, slowly'],
        },
      });
    }
  }
  return rows.sort((a, b) => String(b['started_at']).localeCompare(String(a['started_at'])));
}

export function interactionsOf(session: Row, real: boolean): Row[] {
  const r = random(Date.parse(String(session['started_at'])) % 100_000);
  const n = (session['performance_metrics'] as { questions_attempted: number }).questions_attempted;
  const context = session['session_context'] as { subject: string; topics: string[] };
  const topic = context.topics[0] ?? '';
  const concepts = SUBJECTS[context.subject]?.topics[topic] ?? ['concept'];
  return Array.from({ length: n * 2 }, (_, k) => {
    const timestamp = at(Date.parse(String(session['started_at'])) + k * 70_000);
    if (k % 2 === 0 && !real) {
      return {
        interaction_id: `i${k}`,
        timestamp,
        interaction_type: 'question',
        user_input: `Why does ${wordsOf(pick(r, concepts)).toLowerCase()} work like that when the numbers are negative?`,
        ai_response: {
          text: 'Think of the number line: a negative step turns you around, and two turns leave you facing forward again.',
          provider_used: 'groq',
          response_time_ms: 640 + Math.floor(r() * 900),
          tokens_used: 180,
          cost_usd: 0.0002,
          quality_score: 0.8,
        },
        emotional_context: {
          detected_emotion: pick(r, STATES),
          confidence: 0.7,
          emotional_intensity: r(),
          adaptation_applied: ['slower pace'],
        },
      };
    }
    const correct = r() < 0.72;
    return {
      interaction_id: `i${k}`,
      timestamp,
      interaction_type: 'assessment',
      ...(real ? {} : { user_input: String(Math.floor(r() * 90)) }),
      assessed: {
        concept: pick(r, concepts),
        topic,
        correct,
        score: correct ? 1 : 0,
        difficulty: 0.3 + r() * 0.5,
        response_time_seconds: 3 + r() * 25,
      },
    };
  });
}

export function masteryOf(id: string): Row[] {
  const i = indexOf(id);
  const r = random(500 + i);
  const rows: Row[] = [];
  for (const subject of subjectsOf(i)) {
    for (const [topic, concepts] of Object.entries(SUBJECTS[subject]?.topics ?? {})) {
      for (const concept of concepts) {
        if (r() < 0.12) continue;
        const level = Math.min(0.98, 0.15 + r() * 0.9);
        const stability = 1 + r() * 30;
        const due = NOW + Math.round((r() * 26 - 6) * DAY);
        const attempts = 3 + Math.floor(r() * 40);
        rows.push({
          subject,
          topic,
          concept,
          mastery_tracking: {
            current_mastery_level: level,
            mastery_confidence: 0.3 + r() * 0.6,
            first_exposure_date: at(NOW - 70 * DAY),
            last_practiced_date: at(NOW - r() * 20 * DAY),
            ...(level > 0.8 ? { mastery_achieved_date: at(NOW - 9 * DAY) } : {}),
          },
          spaced_repetition_data: {
            repetition_interval_days: Math.round(stability),
            next_review_date: at(due),
            forgetting_curve_parameters: {
              initial_strength: 2.3,
              decay_rate: 0.154,
              stability,
              difficulty: 4 + r() * 4,
            },
          },
          evidence: {
            attempts,
            score_sum: Math.round(attempts * level),
            hard_score_sum: 0,
            easy_miss_sum: 0,
            recent: [],
          },
          retrievability: Math.max(0.3, Math.min(0.99, 0.9 + (due - NOW) / DAY / stability / 12)),
        });
      }
    }
  }
  return rows;
}

export function wellnessOf(id: string): Row[] {
  if (isReal(id)) return [];
  const r = random(900 + indexOf(id));
  const rows: Row[] = [];
  let level = 0.62;
  for (let d = 89; d >= 0; d--) {
    level = Math.max(0.15, Math.min(0.95, level + (r() - 0.48) * 0.14));
    if (r() < 0.34 || (d > 40 && d < 50)) continue;
    const midnight = Math.floor((NOW - d * DAY) / DAY) * DAY;
    const emotion =
      level > 0.6
        ? pick(r, STATES.slice(0, 4))
        : level > 0.45
          ? pick(r, STATES.slice(3, 6))
          : pick(r, STATES.slice(5, 10));
    rows.push({
      analysis_date: at(midnight),
      emotional_summary: { overall_emotional_wellness: level, dominant_emotion: emotion },
    });
  }
  return rows;
}

export function emotionsOf(id: string): Row[] {
  if (isReal(id)) return [];
  const share = { engaged: 34, curious: 21, confident: 12, calm: 9, confused: 11, frustrated: 8, tired: 5 };
  return [
    {
      analysis_date: at(Date.UTC(new Date(NOW).getUTCFullYear(), new Date(NOW).getUTCMonth() - 1, 1)),
      data_source: 'monthly_report',
      emotional_summary: {
        dominant_emotion: 'engaged',
        emotion_distribution: Object.fromEntries(
          Object.entries(share).map(([k, v]) => [
            k,
            { percentage: v, total_time_minutes: v * 6, session_count: v },
          ]),
        ),
        emotional_stability_score: 0.74,
        overall_emotional_wellness: 0.66,
      },
    },
  ];
}

export function dnaOf(id: string): Row | null {
  const i = indexOf(id);
  if (isReal(id) || i % 7 === 6) return null;
  const r = random(300 + i);
  return {
    version: 14,
    created_at: at(NOW - 80 * DAY),
    updated_at: at(NOW - 2 * DAY),
    cognitive_profile: {
      learning_style: {
        primary: 'visual',
        secondary: 'reading_writing',
        confidence_score: 0.58,
        assessment_method: 'hybrid',
        last_assessed: at(NOW - 12 * DAY),
      },
      processing_characteristics: {
        processing_speed: 'average',
        working_memory_capacity: 'high',
        attention_span_minutes: 27,
        information_processing_preference: 'global',
        multitasking_ability: 'low',
      },
      complexity_preferences: {
        preferred_difficulty_level: 0.5 + r() * 0.3,
        challenge_tolerance: 'moderate',
        explanation_depth_preference: 'detailed',
        example_density_preference: 'extensive',
        abstract_vs_concrete: -0.35,
      },
    },
    motivation_profile: {
      goal_orientation: 'mastery',
      intrinsic_motivation_level: 0.55 + r() * 0.4,
      extrinsic_motivation_responsiveness: 0.42,
      feedback_preference: 'immediate',
      achievement_sensitivity: 0.63,
      autonomy_preference: 'semi_independent',
    },
    emotional_learning_patterns: {
      optimal_emotional_states: ['curious', 'engaged', 'calm'],
      problematic_emotional_states: ['frustrated', 'tired'],
      stress_triggers: ['time limits', 'several wrong answers in a row'],
      confidence_builders: ['worked examples', 'small steps'],
      engagement_factors: ['puzzles', 'applications to sport'],
      emotional_recovery_strategies: ['a short break', 'an easier exercise first'],
      emotional_resilience_score: 0.68,
    },
    assessment_history: [
      {
        date: at(NOW - 80 * DAY),
        assessment_type: 'initial',
        changes_made: ['first assessment'],
        confidence_delta: 0.2,
      },
      {
        date: at(NOW - 30 * DAY),
        assessment_type: 'behavioral_update',
        changes_made: ['preferred difficulty raised'],
        confidence_delta: 0.08,
      },
      {
        date: at(NOW - 2 * DAY),
        assessment_type: 'performance_based',
        changes_made: ['attention span shortened', 'working memory: high'],
        confidence_delta: 0.03,
      },
    ],
    learning_effectiveness: {
      subjects_performance: {
        mathematics: { mastery_rate: 0.5, engagement_level: 0.7, optimal_difficulty: 0.6 },
      },
      overall_learning_velocity: 1.4,
      personalization_effectiveness: 0.61,
    },
  };
}
