import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { Answered } from '../../parts/Answered.tsx';
import styles from './Guardian.module.css';

/** What a guardian is told before agreeing, in the words that hold now. */
export function Notice() {
  const query = useQuery(queries.guardianNotice());
  return (
    <Answered query={query} lines={8}>
      {({ paragraphs }) => (
        <div className={styles.notice}>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      )}
    </Answered>
  );
}
