/** Programs by what they say of themselves; the first that fits, since most say they are several. */
const PROGRAMS: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(?:e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//, 'curl'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const found = (names: readonly [RegExp, string][], text: string) =>
  names.find(([sign]) => sign.test(text))?.[1];

/** "Firefox on Linux"; what a program says of itself where nothing in it is known. */
export function deviceName(device: string | null): string {
  if (device === null || device === '') return 'A program that did not say what it is';
  const program = found(PROGRAMS, device);
  const system = found(SYSTEMS, device);
  if (program === undefined && system === undefined) return device;
  return [program ?? 'A program', system].filter((part) => part !== undefined).join(' on ');
}
