import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import { useStanding } from '../sign-in/useStanding.ts';
import { learnerName } from '../words/names.ts';

export interface Named {
  /** Whether it is the page of whoever signed in, who is then spoken to as "you". */
  readonly isOwn: boolean;
  /** The name; "this learner" while it comes, or where it may not be seen. */
  readonly name: string;
}

/** Whose page it is, as its words need it. */
export function useLearnerName(id: string): Named {
  const standing = useStanding();
  const { data } = useQuery(queries.learner(id));
  return {
    isOwn: standing.kind === 'signed-in' && standing.userId === id,
    name:
      data === undefined
        ? 'this learner'
        : learnerName({ user_id: id, name: data.profile.name, origin: data.origin }),
  };
}
