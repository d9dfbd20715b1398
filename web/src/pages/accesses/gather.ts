import type { Access } from '../../api/types.ts';
import { WHO, type Who, whoOf } from '../../words/accesses.ts';
import { dayKey, plusDays, startOfDay } from '../../words/dates.ts';

/** What one person, in one role, did on one local day for one reason. */
export interface Visit {
  readonly key: string;
  readonly who: Who;
  readonly role: Access['role'];
  /** Which part of the platform or which service it was; left out where it was a person. */
  readonly actor: string | undefined;
  readonly purpose: string;
  readonly isRefused: boolean;
  /** Latest first. */
  readonly entries: readonly Access[];
}

export interface AccessDay {
  readonly day: string;
  readonly at: string;
  readonly visits: readonly Visit[];
}

/** The trail as people remember: by day, then by who and why; latest first, as it comes. */
export function visitsByDay(entries: readonly Access[], learner: string): AccessDay[] {
  const byDay = new Map<string, Map<string, Access[]>>();
  for (const entry of entries) {
    const visits = byDay.get(dayOfEntry(entry)) ?? new Map<string, Access[]>();
    const { actor, role, purpose } = entry;
    const key = JSON.stringify([whoOf(entry, learner), actor, role, purpose, isRefused(entry)]);
    visits.set(key, [...(visits.get(key) ?? []), entry]);
    byDay.set(dayOfEntry(entry), visits);
  }
  return [...byDay].map(([day, visits]) => ({
    day,
    at: firstOf(visits).at,
    visits: [...visits].map(([key, found]) => visitOf(`${day}${key}`, found, learner)),
  }));
}

function visitOf(key: string, entries: readonly Access[], learner: string): Visit {
  const [first] = entries;
  if (first === undefined) throw new RangeError('a visit has entries');
  const { role, actor, purpose } = first;
  return { key, who: whoOf(first, learner), role, actor, purpose, isRefused: isRefused(first), entries };
}

const isRefused = ({ outcome }: Access): boolean => outcome === 'refused' || outcome === 'denied';

function firstOf(visits: ReadonlyMap<string, readonly Access[]>): Access {
  const [first] = [...visits.values()][0] ?? [];
  if (first === undefined) throw new RangeError('a day has visits');
  return first;
}

const dayOfEntry = ({ at }: Access) => dayKey(new Date(at));

/** One row of the drawing: how often somebody came, by local day, first day first; null where nothing is known yet. */
export interface Lane {
  readonly who: Who;
  readonly counts: readonly (number | null)[];
  readonly total: number;
}

/** Rows for everybody who came at all, the learner first. Days before `knownFrom` are not known yet. */
export function lanesOf(
  entries: readonly Access[],
  learner: string,
  today: Date,
  days: number,
  knownFrom: Date | null,
): { dates: Date[]; lanes: Lane[] } {
  const dates = Array.from({ length: days }, (_, at) => plusDays(startOfDay(today), at + 1 - days));
  const known = dates.map((date) => knownFrom === null || date >= startOfDay(knownFrom));
  const counts = new Map<Who, Map<string, number>>();
  for (const entry of entries) {
    const who = whoOf(entry, learner);
    const lane = counts.get(who) ?? new Map<string, number>();
    lane.set(dayOfEntry(entry), (lane.get(dayOfEntry(entry)) ?? 0) + 1);
    counts.set(who, lane);
  }
  const lanes = WHO.filter((who) => counts.has(who)).map((who) => {
    const lane = dates.map((date, at) => (known[at] ? (counts.get(who)?.get(dayKey(date)) ?? 0) : null));
    return { who, counts: lane, total: lane.reduce<number>((sum, n) => sum + (n ?? 0), 0) };
  });
  return { dates, lanes };
}
