import { useId } from 'react';
import type { ConsentStanding } from '../../api/types.ts';
import { YesNo } from '../../parts/form/YesNo.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { consentWords, deciderName, versionName } from '../../words/consents.ts';
import { dayOf } from '../../words/dates.ts';
import { lowerWords } from '../../words/names.ts';
import styles from './ConsentsPage.module.css';

interface Props {
  standing: ConsentStanding;
  isOwn: boolean;
  busy: boolean;
  wanted: boolean | undefined;
  error: Error | null;
  onDecide: (given: boolean) => void;
}

/** One use: the words that are agreed to, how it stands, and the two answers. */
export function ConsentCard({ standing, isOwn, busy, wanted, error, onDecide }: Props) {
  const { consent, description, words, allowed } = standing;
  const { title } = consentWords(consent, description);
  const heading = useId();
  const shown = busy ? (wanted ?? allowed) : allowed;
  return (
    <article className={styles.card} data-allowed={shown || undefined} aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{title}</h2>
        <p className={styles.words}>{typeof words['en'] === 'string' ? words['en'] : description}</p>
        <p className={styles.state}>{stateOf(standing, isOwn)}</p>
      </div>
      <YesNo label={title} value={shown} busy={busy} onChoose={onDecide} />
      {error !== null && (
        <div className={styles.problem}>
          <ProblemNotice error={error} />
        </div>
      )}
    </article>
  );
}

function stateOf(
  { allowed, basis, decided_at, decided_by, version }: ConsentStanding,
  isOwn: boolean,
): string {
  if (decided_at !== null && decided_by !== 'import') {
    return `${deciderName(decided_by, isOwn)} said ${allowed ? 'yes' : 'no'} on ${dayOf(decided_at)}. Words of ${versionName(version)}.`;
  }
  if (allowed && basis !== null && basis !== 'consent') {
    return `Allowed because the record was brought in for ${lowerWords(basis)}. A no counts all the same.`;
  }
  return allowed ? 'Agreed to with the account.' : 'Nobody was asked yet, so it is a no.';
}
