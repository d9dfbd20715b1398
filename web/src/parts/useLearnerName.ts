import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import type { Standing } from '../sign-in/standing.ts';
import { useStanding } from '../sign-in/useStanding.ts';
import { learnerName } from '../words/names.ts';

/**
 * As what somebody looks at a page about a learner: as the learner, as the guardian, as an educator the learner shares
 * with, or as whoever runs the platform; where nobody signs in, everybody looks as the latter.
 */
export type View = 'own' | 'guardian' | 'educator' | 'staff';

export interface Named {
  readonly view: View;
  /** Whether it is the page of whoever signed in, who is then spoken to as "you". */
  readonly isOwn: boolean;
  /** The name; "this learner" while it comes, or where it may not be seen. */
  readonly name: string;
}

/** Whose page it is, as its words need it. */
export function useLearnerName(id: string): Named {
  const standing = useStanding();
  const { data } = useQuery(queries.learner(id));
  const view = viewOf(standing, id);
  return {
    view,
    isOwn: view === 'own',
    name:
      data === undefined
        ? 'this learner'
        : learnerName({ user_id: id, name: data.profile.name, origin: data.origin }),
  };
}

function viewOf(standing: Standing, id: string): View {
  if (standing.kind !== 'signed-in') return 'staff';
  if (standing.userId === id) return 'own';
  return standing.role === 'guardian' || standing.role === 'educator' ? standing.role : 'staff';
}
