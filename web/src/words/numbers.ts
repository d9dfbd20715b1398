const grouped = new Intl.NumberFormat('en-GB');
const oneDigit = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** "12,345". */
export const count = (n: number) => grouped.format(n);
/** "3.4". */
export const decimal = (n: number) => oneDigit.format(n);
/** A share in [0, 1] as "87 %". */
export const percent = (share: number) => `${Math.round(share * 100)} %`;
/** "1 session", "2 sessions". */
export const counted = (n: number, noun: string, plural = `${noun}s`) =>
  `${count(n)} ${n === 1 ? noun : plural}`;

/** Minutes as people say them: "45 min", "3 h 20 min". */
export function minutes(total: number): string {
  const whole = Math.round(total);
  if (whole < 1 && total > 0) return 'under 1 min';
  if (whole < 60) return `${whole} min`;
  const rest = whole % 60;
  return rest === 0 ? `${count(Math.floor(whole / 60))} h` : `${count(Math.floor(whole / 60))} h ${rest} min`;
}

/** How long a session took. One that ends in the moment it began came from a record without times of day. */
export function lengthOf({ duration_minutes }: { duration_minutes?: number }): string {
  if (duration_minutes === undefined) return 'still open';
  return duration_minutes === 0 ? 'not timed' : minutes(duration_minutes);
}

/** Milliseconds with as many digits as say something: "0.8 ms", "42 ms", "1.3 s". */
export function milliseconds(ms: number): string {
  if (ms >= 1000) return `${decimal(ms / 1000)} s`;
  if (ms >= 10) return `${Math.round(ms)} ms`;
  return `${ms.toFixed(ms < 1 ? 2 : 1)} ms`;
}

/** A number as it is typed, with the minus of the question it answers. */
export const typeset = (text: string) => text.replace(/^-(?=\d)/, '−');
