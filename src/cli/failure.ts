import { MasterXError } from '../errors/error.ts';
import type { Terminal } from './terminal.ts';

const VIOLATIONS_SHOWN_MAX = 20;

/** How failures are told. */
export interface FailureStyle {
  /** As one JSON document on standard output. */
  readonly json: boolean;
  /** With code, stack and causes: for whoever looks for a defect. */
  readonly debug: boolean;
}

/** Tells a failure: what it was, where, and what to do next. */
export function tellFailure(thrown: unknown, terminal: Terminal, { json, debug }: FailureStyle): void {
  const error = MasterXError.from(thrown);
  if (json) terminal.line(JSON.stringify({ error: failureDocument(error) }));
  else for (const line of failureLines(error, terminal)) terminal.note(line);
  if (debug) for (const line of causeLines(thrown)) terminal.note(line);
}

/** A failure for programs. */
export function failureDocument(error: MasterXError): Readonly<Record<string, unknown>> {
  const { code, entry, detail, hint, violations, retryable } = error;
  return {
    code,
    title: entry.title,
    ...(detail !== undefined && { detail }),
    ...(violations.length > 0 && { violations }),
    hint: hintOf(error, hint),
    retryable,
  };
}

function failureLines(error: MasterXError, { paint }: Terminal): readonly string[] {
  const { entry, detail, violations } = error;
  const shown = violations.slice(0, VIOLATIONS_SHOWN_MAX);
  const rest = violations.length - shown.length;
  return [
    `${paint.note.red('error:')} ${entry.title}`,
    // The violations say the same one by one.
    ...(detail !== undefined && violations.length === 0 ? [`  ${detail}`] : []),
    ...shown.map(({ path, message }) => `  - ${path === '' ? '' : `${path}: `}${message}`),
    ...(rest > 0 ? [`  … and ${rest} more`] : []),
    `${paint.note.yellow('hint:')} ${hintOf(error, error.hint)}`,
  ];
}

/** A defect has no request id here, and no log. */
function hintOf({ code }: MasterXError, hint: string): string {
  return code === 'internal' ? 'Run it again with --debug, and report what it prints.' : hint;
}

function causeLines(thrown: unknown): readonly string[] {
  const lines: string[] = [];
  for (let error = thrown, depth = 0; error !== undefined && depth < 10; depth++) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    lines.push(...`${depth === 0 ? '' : 'caused by: '}${text}`.split('\n'));
    error = error instanceof Error ? error.cause : undefined;
  }
  return lines;
}
