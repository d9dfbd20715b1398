/** The beginning of a text, at most `lengthMax` UTF-16 units and never half a surrogate pair at its end. */
export function cut(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : text.slice(0, lengthMax).replace(/[\uD800-\uDBFF]$/, '');
}
