/** The browser for the tests: MASTERX_CHROMIUM, else one on PATH or in a usual place; null where there is none. */
export function findChromium(environment?: Readonly<Record<string, string | undefined>>): string | null;
