/** Lengths of time in milliseconds, named by the unit a reader thinks in. */
export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => seconds(count * 60);
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);
/** Years of 365 days: retention periods, where a leap day more or less does not matter. */
export const years = (count: number): number => days(count * 365);
