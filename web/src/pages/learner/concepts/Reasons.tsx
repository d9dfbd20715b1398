import type { ConceptMastery } from '../../../api/types.ts';
import { decimal } from '../../../words/numbers.ts';
import styles from './Reasons.module.css';

/** What speaks for and against, strongest first: the parts of the estimate itself, not a story told afterwards. */
export function Reasons({ mastery }: { mastery: ConceptMastery }) {
  const { because } = mastery.now;
  const most = Math.max(...because.map(({ log_odds }) => Math.abs(log_odds)), 0.01);
  return (
    <div>
      <h4>Why</h4>
      {because.length === 0 ? (
        <p className={styles.none}>Nothing was answered yet that could be judged, so nothing is claimed.</p>
      ) : (
        <>
          <ul className={styles.reasons}>
            {because.map((reason) => (
              <li key={reason.name}>
                <span>{reason.reason}</span>
                <span className={styles.weight} data-against={reason.log_odds < 0 || undefined}>
                  {reason.log_odds < 0 ? '−' : '+'}
                  {decimal(Math.abs(reason.log_odds))}
                </span>
                <span className={styles.track} aria-hidden="true">
                  <span
                    data-against={reason.log_odds < 0 || undefined}
                    style={{ width: `${(50 * Math.abs(reason.log_odds)) / most}%` }}
                  />
                </span>
              </li>
            ))}
          </ul>
          <p className={styles.none}>
            Above zero speaks for solving the next task, below zero against it; in log-odds, so the numbers
            add up.
          </p>
        </>
      )}
    </div>
  );
}
