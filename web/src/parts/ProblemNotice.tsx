import { Button } from '@mantine/core';
import { problemOf } from '../api/problem.ts';
import { worded } from '../words/problems.ts';
import styles from './ProblemNotice.module.css';
import { Prose } from './Prose.tsx';

/** An error as title and what to do about it. The request's id is what an operator finds in the log. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { title, detail, hint, code, violations = [], request_id } = worded(problemOf(error));
  return (
    <div role="alert" className={styles.notice}>
      <p className={styles.title}>{title}</p>
      {detail !== undefined && detail !== title && <p>{detail}</p>}
      {violations.length > 0 && (
        <ul>
          {violations.map(({ path, message }) => (
            <li key={`${path}${message}`}>
              {path !== undefined && <code>{path}</code>} {message}
            </li>
          ))}
        </ul>
      )}
      {hint !== undefined && (
        <p className={styles.hint}>
          <Prose>{hint}</Prose>
        </p>
      )}
      <div className={styles.foot}>
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        {(code !== undefined || request_id !== undefined) && (
          <small>
            {code !== undefined && <code>{code}</code>}
            {request_id !== undefined && <> request {request_id}</>}
          </small>
        )}
      </div>
    </div>
  );
}
