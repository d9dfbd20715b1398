import { localTimeOf } from './local-day.ts';

const SOME_MOMENT = new Date(0);

/** Whether the runtime knows a time zone by this IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    localTimeOf(SOME_MOMENT, name);
    return true;
  } catch (thrown) {
    if (thrown instanceof RangeError) return false;
    throw thrown;
  }
}

/** The time zone to reckon in: UTC where an import left one that nobody knows. */
export const timeZoneOr = (name: string): string => (isTimeZone(name) ? name : 'UTC');
