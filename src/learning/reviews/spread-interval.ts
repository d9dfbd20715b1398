/** How far an interval may be moved: this share of each part of it (Anki and py-fsrs, fuzz ranges). */
const RANGES = [
  { fromDays: 2.5, toDays: 7, share: 0.15 },
  { fromDays: 7, toDays: 20, share: 0.1 },
  { fromDays: 20, toDays: Number.POSITIVE_INFINITY, share: 0.05 },
] as const;
const SHORTEST_DAYS = 2.5;
const LEAST_DAYS = 2;

/** The days an interval may become, both included. */
export function spreadRange(intervalDays: number, daysMax: number): readonly [low: number, high: number] {
  if (intervalDays < SHORTEST_DAYS) return [intervalDays, intervalDays];
  const delta = RANGES.reduce(
    (sum, { fromDays, toDays, share }) =>
      sum + share * Math.max(Math.min(intervalDays, toDays) - fromDays, 0),
    1,
  );
  const high = Math.min(Math.round(intervalDays + delta), daysMax);
  return [Math.min(Math.max(LEAST_DAYS, Math.round(intervalDays - delta)), high), high];
}

/**
 * Moves an interval within its range, so that what was learned on one day does not come due on one day. The place in
 * the range follows from the text alone: each day of it is about as likely, and the same text gives the same day.
 */
export function spreadInterval(intervalDays: number, by: string, daysMax: number): number {
  const [low, high] = spreadRange(intervalDays, daysMax);
  return low === high ? low : low + (hashOf(by) % (high - low + 1));
}

/** FNV-1a with a final mix (Murmur3): an even spread, not a secret. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
