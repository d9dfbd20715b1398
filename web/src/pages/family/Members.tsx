import { useMutation, useQueryClient } from '@tanstack/react-query';
import { removeMember } from '../../api/families.ts';
import type { Family } from '../../api/types.ts';
import { AskTwice } from '../../parts/AskTwice.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Row, Rows } from '../../parts/Rows.tsx';
import { Section } from '../../parts/Section.tsx';
import { dayOf } from '../../words/dates.ts';

interface Props {
  id: string;
  members: Family['members'];
  /** How many the plan covers, whoever holds it included. */
  most: number;
}

/** Who is covered besides whoever holds the plan. */
export function Members({ id, members, most }: Props) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (member: string) => removeMember(id, member),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <Section title="Who is in it" aside={`${members.length + 1} of ${most} people, you included`}>
      {members.length === 0 ? (
        <Nothing title="Only you yet">
          Invite somebody below; they share your plan as soon as they join.
        </Nothing>
      ) : (
        <Rows label="Members">
          {members.map(({ user_id, name, joined_at }) => (
            <Row
              key={user_id}
              note={`Since ${dayOf(joined_at)}`}
              action={
                <AskTwice
                  ask="Remove"
                  question={`${name ?? 'This person'} then has what the free plan gives. Nothing of what they learned is lost.`}
                  confirm="Remove them"
                  busy={remove.isPending && remove.variables === user_id}
                  onConfirm={() => remove.mutate(user_id)}
                />
              }
            >
              {name ?? 'Somebody without a name'}
            </Row>
          ))}
        </Rows>
      )}
      {remove.error !== null && <ProblemNotice error={remove.error} />}
    </Section>
  );
}
