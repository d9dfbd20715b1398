import type { ConsentDocument } from '../../derive/generated/documents.ts';
import { MasterXError } from '../../errors/error.ts';
import { type ConsentLanguage, currentText } from '../../schema/vocabulary/consent-texts.ts';
import { CONSENTS, type ConsentName } from '../../schema/vocabulary/consents.ts';
import { BASES_BESIDE_CONSENT } from '../../schema/vocabulary/legal-bases.ts';
import { type ConsentContext, deciderOf, forActor } from './context.ts';
import { decisionsOf, lastDecision } from './decide.ts';

/** How one consent of a learner stands. */
export interface ConsentStanding {
  readonly consent: ConsentName;
  readonly description: string;
  /** The words to show where it is asked for, and their version. */
  readonly version: string;
  readonly words: Readonly<Record<ConsentLanguage, string>>;
  /** Whether the data may be kept and used now. */
  readonly allowed: boolean;
  /** What that rests on: consent, or another ground that an import declared; null where it is not allowed. */
  readonly basis: string | null;
  readonly decided_at: Date | null;
  readonly decided_by: ConsentDocument['decided_by'] | null;
}

/** How the consents of a learner stand, and what was decided, latest first. */
export interface ConsentsOfLearner {
  readonly items: readonly ConsentStanding[];
  readonly history: readonly ConsentDocument[];
}

/**
 * For the learner and the learner's guardian.
 *
 * @throws MasterXError `access_denied`, `not_found`.
 */
export async function consentsOf(context: ConsentContext, learner: string): Promise<ConsentsOfLearner> {
  if (context.actor.role !== 'system') await deciderOf(context, learner);
  const [{ items: history, nextCursor }, account, allowedBy] = await Promise.all([
    decisionsOf(context, learner),
    forActor(context, 'showing what was decided').collection('users').get('account_ground', {}, { learner }),
    context.keyring.allowedBy([learner]),
  ]);
  const allowed = allowedBy.get(learner);
  if (!allowed) throw new MasterXError('not_found');
  const declared = account.origin.legal_basis;
  const lastOf = (consent: ConsentName) => {
    const known = history.find((one) => one.consent === consent);
    return known || nextCursor === null ? known : lastDecision(context, learner, consent);
  };
  const standingOf = async (consent: ConsentName): Promise<ConsentStanding> => {
    const { version, words } = currentText(consent);
    const last = await lastOf(consent);
    const isAllowed = allowed[consent] === true;
    const bases: readonly (string | undefined)[] = BASES_BESIDE_CONSENT[consent];
    const isDeclared =
      (!last || last.decided_by === 'import') && declared !== undefined && bases.includes(declared);
    return {
      consent,
      description: CONSENTS[consent].description,
      version,
      words,
      allowed: isAllowed,
      basis: isAllowed ? (isDeclared ? declared : 'consent') : null,
      decided_at: last?.decided_at ?? null,
      decided_by: last?.decided_by ?? null,
    };
  };
  const items = await Promise.all((Object.keys(CONSENTS) as ConsentName[]).map(standingOf));
  return { items, history };
}
