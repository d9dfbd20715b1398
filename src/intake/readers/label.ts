import { createHash } from 'node:crypto';
import { cut } from '../../std/texts.ts';
import { READ_LIMITS } from './limits.ts';
import type { Label } from './record.ts';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const HASH_LENGTH = 12;

/**
 * The label of a name. Names that differ only in case and in the kind of space between words share a slug; any other
 * difference shows: a slug that cannot carry the whole name (punctuation, other scripts, too long) ends in 48 bits
 * of its SHA-256, so two names meet in one slug only if their hashes do. A slug is its own slug.
 */
export function labelOf(name: string): Label {
  const canonical = name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
  const slug =
    canonical.length <= READ_LIMITS.slugLengthMax && SLUG.test(canonical)
      ? canonical
      : hashedSlug(canonical, canonical);
  return { slug, name: displayName(name) || slug };
}

/**
 * The label of something whose identity is an IRI and whose name may change: the slug is the IRI's readable end and
 * 48 bits of the IRI's SHA-256, the name is `name`, or else that end.
 */
export function labelOfIri(iri: string, name?: string): Label {
  const tail = readableEnd(iri);
  const slug = hashedSlug(tail, iri);
  return { slug, name: displayName(name ?? '') || displayName(tail) || slug };
}

/** The part of an IRI after its last `/`, `#` or `:`, or all of it when that is empty. */
export function lastSegment(iri: string): string {
  return iri.split(/[/#:]/).findLast((part) => part !== '') ?? iri;
}

/** The last segment, together with the one before it when it is a bare number or version. */
function readableEnd(iri: string): string {
  const segments = iri.split(/[/#:]/).filter((part) => part !== '');
  return segments.slice(/^v?[\d.]+$/i.test(segments.at(-1) ?? '') ? -2 : -1).join(' ');
}

function hashedSlug(readable: string, identity: string): string {
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, HASH_LENGTH);
  const ascii = readable
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, READ_LIMITS.slugLengthMax - HASH_LENGTH - 1)
    .replace(/-$/, '');
  return `${ascii || 'x'}-${hash}`;
}

/** A name as people may read it: no control or format characters, no halves of characters, cut with an ellipsis. */
export function displayName(name: string): string {
  const clean = name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (clean.length <= READ_LIMITS.nameLengthMax) return clean;
  return `${cut(clean, READ_LIMITS.nameLengthMax - 1).trimEnd()}…`;
}
