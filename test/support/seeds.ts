/** The seeds a drill runs with: its own, or the one in MASTERX_TEST_SEED, to replay a failure. */
export function seedsOf(...own: readonly number[]): readonly number[] {
  const asked = process.env['MASTERX_TEST_SEED'];
  return asked === undefined || asked === '' ? own : [Number.parseInt(asked, 10)];
}
