import type { PracticeSubject, Subject } from '../../api/types.ts';
import { Nothing } from '../../parts/Nothing.tsx';
import { counted } from '../../words/numbers.ts';
import styles from './SubjectChoice.module.css';

interface Props {
  subjects: PracticeSubject[];
  /** What the learner cares about comes first. */
  favourites: string[];
  starting: string | undefined;
  onChoose: (subject: Subject) => void;
}

const CONCEPTS_NAMED = 4;

export function SubjectChoice({ subjects, favourites, starting, onChoose }: Props) {
  if (subjects.length === 0) {
    return (
      <Nothing title="No subject to practise yet">Exercises come with the concepts that are loaded.</Nothing>
    );
  }
  const sorted = subjects.toSorted(
    (a, b) => Number(favourites.includes(b.subject)) - Number(favourites.includes(a.subject)),
  );
  return (
    <ul className={styles.subjects} aria-label="Subjects">
      {sorted.map(({ subject, name, concepts }) => (
        <li key={subject}>
          <button
            type="button"
            className={styles.subject}
            aria-busy={starting === subject}
            disabled={starting !== undefined}
            onClick={() => onChoose(subject)}
          >
            <span className={styles.name}>{name}</span>
            <span className={styles.about}>
              {concepts
                .slice(0, CONCEPTS_NAMED)
                .map((concept) => concept.name)
                .join(', ')}
            </span>
            <span className={styles.count}>
              {starting === subject ? 'Opening…' : counted(concepts.length, 'concept')}
              {favourites.includes(subject) && ', of interest'}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
