import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { Section } from '../../parts/Section.tsx';
import { useConceptNames } from '../../parts/useConceptNames.ts';
import { count, percent } from '../../words/numbers.ts';
import { ConceptsOfSubject } from './concepts/ConceptsOfSubject.tsx';
import styles from './MasteryBySubject.module.css';

export function MasteryBySubject({ id }: { id: string }) {
  const query = useQuery(queries.progress(id));
  const { subject: open, concept } = useSearch({ from: '/learners/$id' });
  const navigate = useNavigate({ from: '/learners/$id' });
  const names = useConceptNames(id, query.data?.items.map(({ subject }) => subject) ?? []);
  const toggle = (subject: string) =>
    void navigate({
      search: open === subject ? {} : { subject },
      replace: true,
      resetScroll: false,
    });
  return (
    <Section
      id="mastery"
      title="Mastery"
      lead="The chance that the next task is solved, averaged over the concepts met so far. Open a subject to see its concepts and what each rests on."
    >
      <Answered query={query} lines={5}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title="No concept practised yet">
              Mastery is estimated from assessed answers, and there are none on record.
            </Nothing>
          ) : (
            <ul className={styles.subjects}>
              {items.map(({ subject, mastery_avg, concepts, mastered }) => (
                <li key={subject}>
                  <button
                    type="button"
                    className={styles.subject}
                    aria-expanded={open === subject}
                    onClick={() => toggle(subject)}
                  >
                    <span className={styles.name}>{names.subject(subject)}</span>
                    <span className={styles.track} aria-hidden="true">
                      <span style={{ width: `${mastery_avg * 100}%` }} />
                    </span>
                    <span className={styles.value}>{percent(mastery_avg)}</span>
                    <span className={styles.count}>
                      {count(mastered)} of {count(concepts)} mastered
                    </span>
                  </button>
                  {open === subject && (
                    <ConceptsOfSubject id={id} subject={subject} names={names} open={concept} />
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Section>
  );
}
