import type { Interaction } from '../../learning/attempt.ts';
import type { SeededRandom } from '../../std/random.ts';

/** An answer of the tutor as a session records it. */
export type TutorAnswer = NonNullable<Interaction['ai_response']>;

interface Provider {
  /** Share of the answers. */
  readonly share: number;
  /** USD for a million tokens, in and out; of the order that hosted models cost. */
  readonly inputUsd: number;
  readonly outputUsd: number;
  /** Until the answer begins, and for each of its tokens. */
  readonly startMs: number;
  readonly tokenMs: number;
  readonly quality: number;
}

const PROVIDERS: Readonly<Record<TutorAnswer['provider_used'], Provider>> = {
  groq: { share: 0.55, inputUsd: 0.59, outputUsd: 0.79, startMs: 220, tokenMs: 3, quality: 0.84 },
  gemini: { share: 0.33, inputUsd: 0.3, outputUsd: 2.5, startMs: 500, tokenMs: 7, quality: 0.88 },
  emergent: { share: 0.12, inputUsd: 3, outputUsd: 15, startMs: 800, tokenMs: 12, quality: 0.93 },
};

const SHARES = Object.fromEntries(
  Object.entries(PROVIDERS).map(([name, { share }]) => [name, share]),
) as Record<TutorAnswer['provider_used'], number>;

/** Characters of a token, about. */
const TOKEN_CHARACTERS = 4;
/** Share of the answers whose quality was rated. */
const RATED_SHARE = 0.6;

/** Answers, with what they cost and how long they took. An answer given before comes from the cache now and then. */
export class Tutor {
  readonly #given = new Set<string>();
  /** Instructions and the conversation so far, which every question carries along. */
  #contextTokens = 350;

  constructor(readonly random: SeededRandom) {}

  answer(text: string, asked: string): TutorAnswer {
    const { random } = this;
    const provider = random.weighted(SHARES);
    const { inputUsd, outputUsd, startMs, tokenMs, quality } = PROVIDERS[provider];
    const cached = random.chance(this.#given.has(text) ? 0.5 : 0.06);
    this.#given.add(text);
    const outputTokens = tokensOf(text);
    const inputTokens = this.#contextTokens + tokensOf(asked);
    this.#contextTokens = Math.min(2500, this.#contextTokens + outputTokens + tokensOf(asked));
    const computeMs = (startMs + tokenMs * outputTokens) * Math.exp(random.normal(0, 0.25));
    const cost = (inputTokens * inputUsd + outputTokens * outputUsd) / 1e6;
    return {
      text,
      provider_used: provider,
      response_time_ms: Math.round(cached ? random.between(3, 25) : computeMs),
      tokens_used: cached ? 0 : inputTokens + outputTokens,
      cost_usd: cached ? 0 : Math.round(1e7 * cost) / 1e7,
      ...(random.chance(RATED_SHARE) ? { quality_score: rated(random.normal(quality, 0.06)) } : {}),
      cached,
    };
  }
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / TOKEN_CHARACTERS);
}

function rated(quality: number): number {
  return Math.round(100 * Math.min(1, Math.max(0, quality))) / 100;
}
