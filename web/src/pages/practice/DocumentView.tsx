import type { Json } from '../../api/types.ts';
import styles from './DocumentView.module.css';
import { envelopeOf, isObject, scalarOf } from './stored.ts';

interface Props {
  value: Json;
  name: string;
  /** Paths whose values the database holds only as ciphertext; they are marked. */
  sealed?: ReadonlySet<string>;
}

/** A document, field by field. What lies in the database as ciphertext is shown as such. */
export function DocumentView({ value, name, sealed = new Set() }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.document} aria-label={name} tabIndex={0}>
      {isObject(value) ? (
        <Fields value={value} path="" depth={0} sealed={sealed} />
      ) : (
        <Value value={value} path="" depth={0} sealed={sealed} />
      )}
    </section>
  );
}

interface Part {
  value: Json;
  path: string;
  depth: number;
  sealed: ReadonlySet<string>;
}

function Fields({ value, path, depth, sealed }: Part & { value: { [key: string]: Json } }) {
  return (
    <ul>
      {Object.entries(value).map(([key, inner]) => {
        const here = path === '' ? key : `${path}.${key}`;
        return (
          <li key={key}>
            <Field name={key} value={inner} path={here} depth={depth} sealed={sealed} />
          </li>
        );
      })}
    </ul>
  );
}

const OPEN_TO_DEPTH = 1;

function Field({ name, value, path, depth, sealed }: Part & { name: string }) {
  const nested =
    typeof value === 'object' && value !== null && envelopeOf(value) === null && scalarOf(value) === null;
  const size = nested ? Object.keys(value).length : 0;
  if (!nested || size === 0) {
    return (
      <>
        <span className={styles.key}>{name}</span>{' '}
        <Value value={value} path={path} depth={depth} sealed={sealed} />
      </>
    );
  }
  return (
    <details open={!Array.isArray(value) && depth < OPEN_TO_DEPTH}>
      <summary>
        <span className={styles.key}>{name}</span>{' '}
        <span className={styles.size}>{Array.isArray(value) ? `[${size}]` : `{${size}}`}</span>
      </summary>
      <Value value={value} path={path} depth={depth + 1} sealed={sealed} />
    </details>
  );
}

function Value({ value, path, depth, sealed }: Part) {
  const envelope = envelopeOf(value);
  if (envelope !== null) {
    return (
      <span className={styles.envelope} title={`Sealed under the key ${envelope.key_id}`}>
        binData, {envelope.bytes} bytes
      </span>
    );
  }
  const scalar = scalarOf(value);
  if (scalar !== null) return <span className={styles.scalar}>{scalar}</span>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className={styles.size}>[ ]</span>;
    const fields = Object.fromEntries(value.map((inner, index) => [String(index), inner]));
    return <Fields value={fields} path={path} depth={depth} sealed={sealed} />;
  }
  if (isObject(value)) {
    if (Object.keys(value).length === 0) return <span className={styles.size}>{'{ }'}</span>;
    return <Fields value={value} path={path} depth={depth} sealed={sealed} />;
  }
  if (sealed.has(path)) {
    return (
      <span className={styles.plain} title="The database holds this only as ciphertext">
        {String(value)}
      </span>
    );
  }
  return <span className={typeof value === 'string' ? styles.text : styles.scalar}>{String(value)}</span>;
}
