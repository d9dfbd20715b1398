import { Temporal } from 'temporal-polyfill';
import { EMOTIONS, type EmotionalState } from '../../schema/vocabulary/emotions.ts';
import type { ObservedSession } from '../emotional-spells.ts';

/**
 * The numbers of an emotional summary straight from their definitions in docs/learning.md, session by session and
 * minute by minute, with Temporal for the local time: the oracle of the tests. Shares no code with what it checks but
 * the table of emotions.
 */
export function naiveReport(sessions: readonly ObservedSession[], timeZone: string) {
  const spells = sessions.flatMap((session, number) =>
    spellsOf(session).map((spell) => ({ ...spell, number })),
  );
  if (spells.length === 0) return undefined;
  const total = sum(spells.map(({ ms }) => ms));
  const weight = (ms: number) => (total > 0 ? ms / total : 1 / spells.length);
  const emotions = [...new Set(spells.map(({ emotion }) => emotion))];
  const share = (emotion: EmotionalState) =>
    sum(spells.filter((spell) => spell.emotion === emotion).map(({ ms }) => weight(ms)));
  const squares = sessions.flatMap((session) => {
    const own = spellsOf(session);
    return own.slice(1).map((spell, at) => (pleasant(spell) - pleasant(own[at] ?? spell)) ** 2);
  });
  const attempts = sessions.flatMap(attemptsOf);
  const mean = (of: readonly { score: number }[]) => sum(of.map(({ score }) => score)) / of.length;
  const states = emotions
    .map((emotion) => ({ emotion, own: attempts.filter((attempt) => attempt.emotion === emotion) }))
    .filter(({ own }) => own.length >= 3);
  const recoveries = sessions.flatMap(lowsOf);
  return {
    wellness: sum(spells.map((spell) => weight(spell.ms) * ((1 + pleasant(spell)) / 2))),
    stability: squares.length < 3 ? null : 1 - Math.sqrt(sum(squares) / squares.length) / 2,
    distribution: Object.fromEntries(
      emotions.map((emotion) => [
        emotion,
        {
          percentage: 100 * share(emotion),
          total_time_minutes: sum(spells.filter((s) => s.emotion === emotion).map(({ ms }) => ms)) / 60_000,
          session_count: new Set(spells.filter((s) => s.emotion === emotion).map(({ number }) => number))
            .size,
        },
      ]),
    ),
    productive: Object.fromEntries(
      states
        .filter(
          ({ emotion, own }) => EMOTIONS[emotion].role !== 'hinders' && mean(own) >= mean(attempts) - 1e-12,
        )
        .map(({ emotion, own }) => [emotion, mean(own)]),
    ),
    recovery: Object.fromEntries(
      [...new Set(recoveries.map(({ emotion }) => emotion))].map((emotion) => {
        const own = recoveries.filter((one) => one.emotion === emotion);
        return [emotion, sum(own.map(({ ms }) => ms)) / own.length / 60_000];
      }),
    ),
    parts: partShares(spells, timeZone),
  };
}

/** The local date on which a session began, ISO 8601. */
export function naiveDate(session: ObservedSession, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(session.started_at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

interface Spell {
  readonly emotion: EmotionalState;
  readonly intensity: number;
  readonly at: number;
  readonly ms: number;
}

const QUARTER = 15 * 60_000;

function spellsOf({ emotional_journey, interactions, ended_at }: ObservedSession): Spell[] {
  const seen = [...emotional_journey.emotional_states_timeline].sort((a, b) => +a.timestamp - +b.timestamp);
  const end = Math.max(+(ended_at ?? 0), ...interactions.slice(-1).map(({ timestamp }) => +timestamp));
  return seen.map(({ emotion, intensity, timestamp }, place) => {
    const next = seen[place + 1];
    const until = next ? +next.timestamp : Math.max(end, +timestamp);
    return { emotion, intensity, at: +timestamp, ms: Math.min(QUARTER, until - +timestamp) };
  });
}

function attemptsOf(session: ObservedSession): { emotion: EmotionalState; score: number }[] {
  const seen = session.emotional_journey.emotional_states_timeline;
  return session.interactions.flatMap(({ timestamp, assessed }) => {
    if (assessed?.correct === undefined) return [];
    const earlier = seen.filter((one) => +one.timestamp < +timestamp);
    const last = earlier.reduce<(typeof seen)[number] | undefined>(
      (best, one) => (best && +best.timestamp > +one.timestamp ? best : one),
      undefined,
    );
    return last ? [{ emotion: last.emotion, score: assessed.correct ? 1 : 0 }] : [];
  });
}

function lowsOf(session: ObservedSession): { emotion: EmotionalState; ms: number }[] {
  const spells = spellsOf(session);
  return spells.flatMap((spell, place) => {
    const before = spells[place - 1];
    const begins = EMOTIONS[spell.emotion].valence < 0 && (!before || EMOTIONS[before.emotion].valence >= 0);
    const passes = spells.slice(place).find(({ emotion }) => EMOTIONS[emotion].valence >= 0);
    return begins && passes ? [{ emotion: spell.emotion, ms: passes.at - spell.at }] : [];
  });
}

/** Parts of the local day with half of ten or more minutes in helping states, by their names. */
function partShares(spells: readonly Spell[], timeZone: string): string[] {
  const parts = new Map<string, { all: number; helping: number }>();
  for (const { at, ms, emotion } of spells) {
    const { hour } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    const name =
      hour < 5 || hour >= 22 ? 'night' : hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';
    const part = parts.get(name) ?? { all: 0, helping: 0 };
    part.all += ms;
    if (EMOTIONS[emotion].role === 'helps') part.helping += ms;
    parts.set(name, part);
  }
  return [...parts]
    .filter(([, { all, helping }]) => all >= 600_000 && helping / all >= 0.5)
    .map(([name]) => name)
    .sort();
}

function pleasant({ emotion, intensity }: { emotion: EmotionalState; intensity: number }): number {
  return EMOTIONS[emotion].valence * intensity;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
