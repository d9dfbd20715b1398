/** Every time zone the browser knows by its IANA name, and the present one if it knows that under another. */
export function timeZones(present: string): { value: string; label: string }[] {
  const known = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', present]);
  return [...known].sort().map((value) => ({ value, label: value.replace(/_/g, ' ') }));
}
