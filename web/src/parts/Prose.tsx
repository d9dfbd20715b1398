/** A sentence in which commands stand between backticks, as hints are written. */
export function Prose({ children }: { children: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change places
  return children.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
