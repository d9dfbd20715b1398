import type { Access } from '../../api/types.ts';
import { Scrolling } from '../../parts/Scrolling.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { doneName, outcomeName, partName, reasonName, staffRole, whoName } from '../../words/accesses.ts';
import { dayOf, fromNow, timeOf } from '../../words/dates.ts';
import { listed } from '../../words/names.ts';
import { counted } from '../../words/numbers.ts';
import styles from './AccessList.module.css';
import type { AccessDay, Visit } from './gather.ts';

/** Day by day: who came, why, what they did with what, and each access one by one for those who want to know. */
export function AccessList({ days, isOwn }: { days: readonly AccessDay[]; isOwn: boolean }) {
  return (
    <ol className={styles.days} aria-label="Accesses by day, latest first">
      {days.map(({ day, at, visits }) => (
        <li key={day}>
          <h3 className={styles.day}>
            {dayOf(at)} <small>{fromNow(at)}</small>
          </h3>
          <ul className={styles.visits}>
            {visits.map((visit) => (
              <VisitItem key={visit.key} visit={visit} isOwn={isOwn} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function VisitItem({ visit, isOwn }: { visit: Visit; isOwn: boolean }) {
  const { who, role, actor, purpose, entries, isRefused } = visit;
  const first = entries.at(-1);
  const last = entries[0];
  const position = staffRole(role);
  return (
    <li className={styles.visit} data-who={who === 'you' ? 'you' : 'other'}>
      <p>
        <strong>{whoName(who, isOwn)}</strong>
        {position !== undefined && <> ({position})</>} {sentenceOf(entries, isRefused)}.{' '}
        {isRefused && <Tag tone="clay">refused</Tag>}
      </p>
      <p className={styles.why}>
        {first !== undefined && last !== undefined && <Times first={first.at} last={last.at} />} Why:{' '}
        {reasonName(purpose, isOwn)}.{who === 'service' && actor !== undefined && <> Which one: {actor}.</>}
      </p>
      <details className={styles.each}>
        <summary>{counted(entries.length, 'access', 'accesses')}, one by one</summary>
        <Scrolling framed label="The accesses one by one">
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">What</th>
                <th scope="col">Which fields</th>
                <th scope="col">Outcome</th>
                <th scope="col">Request</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two accesses of a request may be alike; they never move
                <tr key={at}>
                  <td>{timeOf(entry.at)}</td>
                  <td>
                    {doneName(entry.action)} <code>{entry.collection}</code>
                    <small>{entry.operation.replace(/_/g, ' ')}</small>
                  </td>
                  <td>{fieldsOf(entry)}</td>
                  <td>{outcomeName(entry)}</td>
                  <td>
                    <code>{entry.request_id.slice(0, 8)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      </details>
    </li>
  );
}

const FIELDS_NAMED = 4;

function fieldsOf({ fields }: Access): string {
  if (fields.includes('*')) return 'all';
  const more = fields.length - FIELDS_NAMED;
  return `${fields.slice(0, FIELDS_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function Times({ first, last }: { first: string; last: string }) {
  const [from, to] = [timeOf(first), timeOf(last)];
  return <>{from === to ? `At ${from}.` : `${from} to ${to}.`}</>;
}

/** "looked at profile and account and sessions, changed mastery and reviews". */
function sentenceOf(entries: readonly Access[], isRefused: boolean): string {
  const parts = new Map<string, Set<string>>();
  for (const { action, collection } of entries) {
    const done = doneName(action);
    parts.set(done, (parts.get(done) ?? new Set()).add(partName(collection)));
  }
  const told = [...parts].map(([done, names]) => `${done} ${listed([...names])}`).join('; ');
  return isRefused ? `wanted to, and may not: ${told}` : told;
}
