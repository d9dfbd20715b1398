import { contradiction } from './contradiction.ts';
import type { ResolvedField, ResolvedGroup } from './resolved.ts';
import { RETENTION, type RetentionName, type RetentionRule } from './vocabulary/retention.ts';
import { childrenOf } from './walk.ts';

/** One change that takes a value out of a document which stays: the value is removed, made null, or emptied. */
export interface Clearing {
  readonly path: string;
  readonly by: 'remove' | 'null' | 'empty';
}

/** The changes after which nothing of the field is left and the document still fits; null where there are none. */
export function clearingOf(field: ResolvedField): readonly Clearing[] | null {
  const { path, kind, required, nullable, name } = field;
  const isElement = name === '';
  if (!required || isElement) return [{ path, by: 'remove' }];
  if (nullable) return [{ path, by: 'null' }];
  if (kind === 'list' || kind === 'record') return [{ path, by: 'empty' }];
  if (kind !== 'group') return null;
  const inside = field.fields.map(clearingOf);
  return inside.every((part) => part !== null) ? inside.flat() : null;
}

/**
 * Whether values under one rule go while what is around them stays. What counts from an event of the account takes the
 * whole account with it, so only periods of the document and withdrawals can.
 */
export function endsSooner(rule: RetentionName, around: RetentionName): boolean {
  if (rule === around) return false;
  const own: RetentionRule = RETENTION[rule];
  const outer: RetentionRule = RETENTION[around];
  if (own.from === 'withdrawal') return true;
  if (own.from !== 'document' || own.deleteAfterDays === null) return false;
  return (
    outer.from !== 'document' || outer.deleteAfterDays === null || own.deleteAfterDays < outer.deleteAfterDays
  );
}

/**
 * What goes before its document, by retention or for want of a consent, must be able to go.
 *
 * @throws MasterXError `schema_contradiction` that names the field.
 */
export function checkClearing(collection: string, root: ResolvedGroup): void {
  const check = (around: ResolvedField): void => {
    for (const field of childrenOf(around)) {
      const where = `${collection}.${field.path}`;
      const { consent, retention } = field.facts;
      const mayBeWithheld = consent !== null && consent !== around.facts.consent;
      const goesSooner = endsSooner(retention, around.facts.retention);
      if ((mayBeWithheld || goesSooner) && !clearingOf(field)) {
        throw contradiction(
          where,
          mayBeWithheld
            ? `is behind the consent "${consent}" and neither it nor all inside may be absent, null or empty`
            : `goes by the rule "${retention}" before what is around it, and neither it nor all inside may be absent, null or empty`,
        );
      }
      check(field);
    }
  };
  check(root);
}
