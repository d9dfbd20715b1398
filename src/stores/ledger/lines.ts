import { createHash } from 'node:crypto';
import { lengthPrefixed } from '../keys/length-prefix.ts';
import type { ErasureEntry, ErasureStep } from './port.ts';

/** What the first entry is chained to. */
export const NO_HASH = '0'.repeat(64);

/** An entry as it stands in a file, chained to the one before it. */
export interface ChainedEntry extends ErasureEntry {
  /** Hash of the entry before it, in hexadecimal. */
  readonly previous: string;
  readonly hash: string;
}

/** Chains an entry: its hash is SHA-256 over its parts and the hash of the one before it. */
export function chained(entry: ErasureEntry, previous: string): ChainedEntry {
  const { seq, at, tenant, learner, step } = entry;
  const parts = [String(seq), at.toISOString(), tenant, learner, step, previous];
  return {
    ...entry,
    previous,
    hash: createHash('sha256').update(lengthPrefixed(parts)).digest('hex'),
  };
}

/** One line of JSON. */
export function lineOf({ seq, at, tenant, learner, step, previous, hash }: ChainedEntry): string {
  return `${JSON.stringify({ seq, at: at.toISOString(), tenant, learner, step, previous, hash })}\n`;
}

/** The entry of a line; `torn` when it is only the beginning of one, null when it is not as it was written. */
export function entryOf(line: string): ChainedEntry | 'torn' | null {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return 'torn';
  }
  if (typeof read !== 'object' || read === null) return null;
  const { seq, at, tenant, learner, step, previous, hash } = read as Readonly<Record<string, unknown>>;
  if (typeof seq !== 'number' || typeof at !== 'string' || !isStep(step)) return null;
  if (![tenant, learner, previous, hash].every((text) => typeof text === 'string')) return null;
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return null;
  const entry = { seq, at: when, tenant: tenant as string, learner: learner as string, step };
  const whole = chained(entry, previous as string);
  return whole.hash === hash ? whole : null;
}

function isStep(step: unknown): step is ErasureStep {
  return step === 'intended' || step === 'erased';
}
