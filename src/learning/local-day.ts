import { days, minutes } from '../std/durations.ts';

/** What a clock on the wall shows in a time zone. */
export interface LocalTime {
  /** Midnight UTC of the local date. */
  readonly date: Date;
  /** [0, 24), with the minutes as a fraction. */
  readonly hour: number;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
}

interface Zone {
  readonly formatter: Intl.DateTimeFormat;
  /** Offsets asked for lately, by minute since 1970. */
  readonly offsetsMs: Map<number, number>;
}

/** Making a formatter costs far more than using it, and using it more than looking up; about 600 zones have names. */
const ZONES = new Map<string, Zone>();
const ZONES_MAX = 1000;
const OFFSETS_MAX = 1000;

/**
 * The local time of an instant.
 * @throws RangeError for a time zone the runtime does not know.
 */
export function localTimeOf(instant: Date, timeZone: string): LocalTime {
  const wallMs = instant.getTime() + offsetMs(instant, timeZone);
  const dateMs = Math.floor(wallMs / days(1)) * days(1);
  const date = new Date(dateMs);
  return { date, hour: (wallMs - dateMs) / minutes(60), weekday: date.getUTCDay() || 7 };
}

/** Midnight UTC of the instant's local date: the form in which the schema dates a day. */
export function localDateOf(instant: Date, timeZone: string): Date {
  return localTimeOf(instant, timeZone).date;
}

/**
 * The instant at which a local date shows a time of day. In the hour a clock skips in spring, the same time later;
 * in the hour it repeats in autumn, the first of the two.
 * @param date Midnight UTC of the local date.
 * @param dayMs Milliseconds since local midnight, as the clock shows them.
 */
export function instantOf(date: Date, dayMs: number, timeZone: string): Date {
  const wallMs = date.getTime() + dayMs;
  const early = wallMs - offsetMs(new Date(wallMs - days(1)), timeZone);
  const late = wallMs - offsetMs(new Date(wallMs + days(1)), timeZone);
  for (const candidate of [early, late]) {
    if (candidate + offsetMs(new Date(candidate), timeZone) === wallMs) return new Date(candidate);
  }
  return new Date(early);
}

/** The Monday that begins the week of a local date. */
export function mondayOf(date: Date): Date {
  return new Date(date.getTime() - days((date.getUTCDay() || 7) - 1));
}

/** The first day of the month of a local date. */
export function firstOfMonth(date: Date): Date {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
}

/** How far the clock on the wall is ahead of UTC. Clocks change at whole minutes, so a minute has one offset. */
function offsetMs(instant: Date, timeZone: string): number {
  const zone = zoneOf(timeZone);
  const minute = Math.floor(instant.getTime() / minutes(1));
  const known = zone.offsetsMs.get(minute);
  if (known !== undefined) return known;
  const offset = parsedOffset(zone.formatter, instant);
  if (zone.offsetsMs.size >= OFFSETS_MAX) zone.offsetsMs.clear();
  zone.offsetsMs.set(minute, offset);
  return offset;
}

function parsedOffset(formatter: Intl.DateTimeFormat, instant: Date): number {
  const part = formatter.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours = '0', mins = '0', secs = '0'] =
    /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(part ?? '') ?? [];
  const ms = minutes(60 * Number(hours) + Number(mins)) + 1000 * Number(secs);
  return sign === '-' ? -ms : ms;
}

function zoneOf(timeZone: string): Zone {
  let zone = ZONES.get(timeZone);
  if (!zone) {
    const formatter = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    zone = { formatter, offsetsMs: new Map() };
    if (ZONES.size >= ZONES_MAX) ZONES.clear();
    ZONES.set(timeZone, zone);
  }
  return zone;
}
