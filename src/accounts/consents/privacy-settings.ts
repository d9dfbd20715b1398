import { CONSENTS, type ConsentName } from '../../schema/vocabulary/consents.ts';
import { withValueAt } from '../../std/paths.ts';

/** A decision about one class of use. */
export interface Decided {
  readonly consent: string;
  readonly given: boolean;
}

/** An account with the settings that show these decisions. */
export function withConsents<T extends object>(account: T, decisions: readonly Decided[]): T {
  return decisions.reduce((changed, { consent, given }) => {
    const setting = settingOf(consent);
    return setting === null
      ? changed
      : (withValueAt(Object.fromEntries(Object.entries(changed)), setting, given) as T);
  }, account);
}

/** Where an account shows a consent; null for one that has no setting. */
function settingOf(consent: string): string | null {
  return Object.hasOwn(CONSENTS, consent) ? CONSENTS[consent as ConsentName].setting : null;
}
