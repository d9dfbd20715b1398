import type { ConsentDecision } from '../../api/types.ts';
import { Nothing } from '../../parts/Nothing.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { consentWords, deciderName, versionName } from '../../words/consents.ts';
import { dayOf, timeOf } from '../../words/dates.ts';
import styles from './ConsentsPage.module.css';

export function ConsentHistory({ history, isOwn }: { history: readonly ConsentDecision[]; isOwn: boolean }) {
  if (history.length === 0) {
    return <Nothing title="Nothing yet">As soon as something is decided, it stands here.</Nothing>;
  }
  return (
    <ol className={styles.history} aria-label="Decisions, latest first">
      {history.map(({ decision_id, consent, given, decided_at, decided_by, version, basis }) => (
        <li key={decision_id}>
          <span>
            {consentWords(consent).title} <Tag tone={given ? 'accent' : 'plain'}>{given ? 'yes' : 'no'}</Tag>
          </span>
          <small>
            {dayOf(decided_at)}, {timeOf(decided_at)}
          </small>
          <small>
            {deciderName(decided_by, isOwn)}
            {version !== undefined && `, under the words of ${versionName(version)}`}
            {basis !== undefined && `, on the ground of ${basis.replace(/_/g, ' ')}`}
          </small>
        </li>
      ))}
    </ol>
  );
}
