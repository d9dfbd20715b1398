import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endShare, giveShare } from '../../api/consents.ts';
import { queries } from '../../api/queries.ts';
import type { Share } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Rows } from '../../parts/Rows.tsx';
import { Section } from '../../parts/Section.tsx';
import { ShareRow } from './ShareRow.tsx';

/** Everybody who was chosen, also those it was taken back from. */
export function ShareList({ id }: { id: string }) {
  const shares = useQuery(queries.shares(id));
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: ({ educator_id, status }: Share) =>
      status === 'active' ? endShare(id, educator_id) : giveShare(id, educator_id),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <Section title="Chosen so far">
      <Answered query={shares} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title="Nobody yet">What was learned is shown to no teacher.</Nothing>
          ) : (
            <Rows label="Teachers">
              {items.map((share) => (
                <ShareRow
                  key={share.educator_id}
                  id={id}
                  share={share}
                  busy={change.isPending}
                  onChange={() => change.mutate(share)}
                />
              ))}
            </Rows>
          )
        }
      </Answered>
      {change.error !== null && <ProblemNotice error={change.error} />}
    </Section>
  );
}
