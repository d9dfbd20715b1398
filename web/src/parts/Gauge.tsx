import styles from './Gauge.module.css';

interface Props {
  name: string;
  /** In [0, 1], or in [-1, 1] when the gauge has two poles. */
  value: number;
  /** What the value reads as. */
  reads: string;
  /** The names of both ends; the bar then grows from the middle. */
  poles?: readonly [string, string];
}

/** A share drawn as a bar, with its value in words beside it. */
export function Gauge({ name, value, reads, poles }: Props) {
  const share = Math.abs(value) * (poles === undefined ? 100 : 50);
  const left = poles === undefined ? 0 : value < 0 ? 50 - share : 50;
  return (
    <div className={styles.gauge}>
      <span className={styles.name}>{name}</span>
      <span className={styles.reads}>{reads}</span>
      <span className={styles.track} data-poles={poles !== undefined || undefined} aria-hidden="true">
        <span className={styles.fill} style={{ left: `${left}%`, width: `${share}%` }} />
      </span>
      {poles !== undefined && (
        <span className={styles.poles} aria-hidden="true">
          <span>{poles[0]}</span>
          <span>{poles[1]}</span>
        </span>
      )}
    </div>
  );
}

/** A value on a scale of a few named steps. */
export function Steps<T extends string>({
  name,
  value,
  scale,
}: {
  name: string;
  value: T;
  scale: readonly T[];
}) {
  const reached = scale.indexOf(value);
  return (
    <div className={styles.gauge}>
      <span className={styles.name}>{name}</span>
      <span className={styles.reads}>{value.replace(/_/g, ' ')}</span>
      <span className={styles.steps} aria-hidden="true">
        {scale.map((step, at) => (
          <span key={step} data-reached={at <= reached || undefined} />
        ))}
      </span>
    </div>
  );
}
