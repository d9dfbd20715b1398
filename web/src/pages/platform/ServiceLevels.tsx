import type { ServiceLevel } from '../../api/types.ts';
import { LegendKey } from '../../charts/Figure.tsx';
import { lowerWords, words } from '../../words/names.ts';
import { count, counted, milliseconds } from '../../words/numbers.ts';
import styles from './ServiceLevels.module.css';

/** The scale is logarithmic and relative to each query's own limit: from a thousandth of it to ten times. */
const LOW = -3;
const HIGH = 1;

/** Where a share of the limit lies, in % of the width. */
function place(ms: number, limit: number): number {
  const exponent = Math.log10(Math.max(ms, 1e-6) / limit);
  return (100 * (Math.min(HIGH, Math.max(LOW, exponent)) - LOW)) / (HIGH - LOW);
}

const LIMIT_AT = place(1, 1);
const TICKS = [
  { share: 0.001, name: '1/1000' },
  { share: 0.01, name: '1/100' },
  { share: 0.1, name: '1/10' },
  { share: 1, name: 'limit' },
  { share: 10, name: '10×' },
];

type Verdict = 'within' | 'tail' | 'over';

/** The 95th percentile decides; a 99th beyond the limit is worth a look. */
function verdict(level: ServiceLevel): Verdict {
  if (level.p95_ms > level.sla_ms) return 'over';
  return level.p99_ms > level.sla_ms ? 'tail' : 'within';
}

const VERDICTS: Record<Verdict, string> = {
  within: 'within the limit',
  tail: 'the slowest in a hundred are over it',
  over: 'more than 5 in 100 are over it',
};

export function ServiceLevels({ levels }: { levels: ServiceLevel[] }) {
  const called = levels.filter(({ count: calls }) => calls > 0);
  const waiting = levels.filter(({ count: calls }) => calls === 0);
  const within = called.filter((level) => verdict(level) === 'within').length;
  return (
    <>
      <p className={styles.summary}>
        {called.length === 0
          ? 'No query has been called since the service started.'
          : `${within} of ${counted(called.length, 'query', 'queries')} called so far stay within their limit.`}
      </p>
      <p className={styles.legend}>
        <LegendKey colour="--level-3">{VERDICTS.within}</LegendKey>
        <LegendKey colour="--amber-fill">{VERDICTS.tail}</LegendKey>
        <LegendKey colour="--clay-fill">{VERDICTS.over}</LegendKey>
        <span>Tick in the bar: 95th percentile. Logarithmic, relative to the limit.</span>
      </p>
      <div className={styles.axis} aria-hidden="true">
        <span className={styles.ticks}>
          {TICKS.map(({ share, name }) => (
            <span key={name} style={{ left: `${place(share, 1)}%` }}>
              {name}
            </span>
          ))}
        </span>
      </div>
      <ByCollection levels={called} />
      {waiting.length > 0 && (
        <details className={styles.waiting} open={called.length === 0}>
          <summary>{counted(waiting.length, 'query', 'queries')} not called yet, and their limits</summary>
          <ByCollection levels={waiting} />
        </details>
      )}
    </>
  );
}

function ByCollection({ levels }: { levels: ServiceLevel[] }) {
  const collections = [...new Set(levels.map(({ collection }) => collection))];
  return collections.map((collection) => (
    <div key={collection} className={styles.collection}>
      <h3>{words(collection)}</h3>
      <ul>
        {levels
          .filter((level) => level.collection === collection)
          .map((level) => (
            <Row key={level.query} level={level} />
          ))}
      </ul>
    </div>
  ));
}

function Row({ level }: { level: ServiceLevel }) {
  const { query, why, sla_ms, count: calls, p50_ms, p95_ms, p99_ms, share_within_sla, index } = level;
  const left = place(p50_ms, sla_ms);
  const right = place(p99_ms, sla_ms);
  return (
    <li className={styles.row}>
      <div className={styles.query}>
        <strong>{lowerWords(query)}</strong>
        <small>{why}</small>
        {index !== null && (
          <small>
            index <code>{index}</code>
          </small>
        )}
      </div>
      <div className={styles.plot} aria-hidden="true">
        <span className={styles.limit} style={{ left: `${LIMIT_AT}%` }} />
        {calls > 0 && (
          <span
            className={styles.span}
            data-verdict={verdict(level)}
            style={{ left: `${left}%`, width: `${Math.max(1, right - left)}%` }}
          />
        )}
        {calls > 0 && <span className={styles.tick} style={{ left: `${place(p95_ms, sla_ms)}%` }} />}
      </div>
      {calls === 0 ? (
        <p className={styles.values}>
          <small>not called yet, limit {milliseconds(sla_ms)}</small>
        </p>
      ) : (
        <dl className={styles.values}>
          <Value name="p50" value={milliseconds(p50_ms)} />
          <Value name="p95" value={milliseconds(p95_ms)} />
          <Value name="p99" value={milliseconds(p99_ms)} />
          <Value name="limit" value={milliseconds(sla_ms)} />
          <Value name="calls" value={count(calls)} />
          <Value name="within" value={share_within_sla === null ? '–' : within(share_within_sla)} />
        </dl>
      )}
    </li>
  );
}

/** Never rounded up to 100 % while one call was over. */
function within(share: number): string {
  return share === 1 ? '100 %' : `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

function Value({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
