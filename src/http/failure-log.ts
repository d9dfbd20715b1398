/** Links of a chain of causes that are followed. */
const CAUSES_MAX = 5;

/** What the log may hold of a failure: names, codes and places in the program; values in messages are masked. */
export interface FailureNote {
  readonly name: string;
  readonly code?: string | number;
  readonly message: string;
  readonly stack: readonly string[];
  readonly cause?: FailureNote;
}

/** A failure for the log, without what might be personal in its messages. */
export function failureNote(thrown: unknown, depth = 0): FailureNote {
  if (!(thrown instanceof Error)) return { name: typeof thrown, message: '', stack: [] };
  const { code } = thrown as { code?: unknown };
  return {
    name: thrown.name,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    message: masked(thrown.message),
    stack: (thrown.stack ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('at ')),
    ...(thrown.cause !== undefined && depth < CAUSES_MAX && { cause: failureNote(thrown.cause, depth + 1) }),
  };
}

/** Identifiers, addresses and quoted values, replaced by what they are. */
export function masked(text: string): string {
  return text
    .replace(/-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g, '<pem>')
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]*@/gi, '<address>')
    .replace(/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '<token>')
    .replace(/\b(bearer|basic|digest)\s+[\w.~+/=-]+/gi, '$1 <token>')
    .replace(
      /\b((?:pass(?:word|wd|phrase)?|secret|token|authorization|cookie|credential|api[_-]?key|session)\w*)(["']?\s*[:=]\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,;&}\])]+)/gi,
      '$1$2…',
    )
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>')
    .replace(/[^\s@"'<>]+@[^\s@"'<>]+/g, '<address>')
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\b[0-9a-f]{24,}\b/gi, '<hex>');
}
