import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { WHO, whoNamed, whoOf } from '../../words/accesses.ts';
import { listed } from '../../words/names.ts';
import styles from './Guardian.module.css';

/** Who opened what is kept of a child lately, in one line; the list itself is a page of its own. */
export function WhoCame({ learner }: { learner: string }) {
  const { data } = useInfiniteQuery(queries.accesses(learner));
  if (data === undefined) return null;
  const came = new Set(data.pages.flatMap(({ items }) => items).map((entry) => whoOf(entry, learner)));
  const names = WHO.filter((who) => came.has(who)).map((who) => whoNamed(who, false));
  return (
    <p className={styles.came}>
      {names.length === 0 ? 'Nobody looked at it lately.' : `Looked at it lately: ${listed(names)}.`}{' '}
      <Link to="/learners/$id/accesses" params={{ id: learner }}>
        Who looked
      </Link>
    </p>
  );
}
