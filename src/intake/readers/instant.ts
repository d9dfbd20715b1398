const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const DURATION =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const EARLIEST_MS = Date.UTC(1970, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/**
 * A date, or date and time, of ISO 8601 (RFC 3339 with a space allowed for the T); what follows milliseconds is cut
 * off, and a time without a zone counts as UTC. Undefined for anything else, for days that do not exist, and
 * outside 1970 to 2099.
 */
export function parseInstant(text: string): Date | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const local = new Date(
    Date.UTC(year, month - 1, day, hour, minute, Math.min(second ?? 0, 59), milliseconds),
  );
  const exists =
    local.getUTCMonth() === month - 1 &&
    local.getUTCDate() === day &&
    local.getUTCHours() === hour &&
    local.getUTCMinutes() === minute &&
    (second ?? 0) <= 60;
  const offsetMinutes = zoneOffsetMinutes(match[8]);
  if (!exists || offsetMinutes === undefined) return undefined;
  return instantOfMs(local.getTime() - offsetMinutes * 60_000);
}

/** Milliseconds since 1970 as a date; undefined outside 1970 to 2099. */
export function instantOfMs(ms: number): Date | undefined {
  return ms >= EARLIEST_MS && ms < LATEST_MS ? new Date(Math.trunc(ms)) : undefined;
}

/** Seconds of an ISO 8601 duration in weeks, days and time; undefined when malformed or in years or months. */
export function parseDurationSeconds(text: string): number | undefined {
  const match = DURATION.exec(text);
  const parts = match?.slice(1, 6);
  if (!parts || text.endsWith('T') || parts.every((part) => part === undefined)) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds;
}

function zoneOffsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || 0);
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
