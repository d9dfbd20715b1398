import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { endShare, giveShare } from '../../api/consents.ts';
import { queries } from '../../api/queries.ts';
import type { Share } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { LearnerHeading } from '../../parts/LearnerHeading.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Section } from '../../parts/Section.tsx';
import { useLearnerName } from '../../parts/useLearnerName.ts';
import { ShareRow } from './ShareRow.tsx';
import styles from './SharesPage.module.css';

/** With which educators somebody shares what was learned; each taken back with one click. */
export function SharesPage() {
  const { id } = useParams({ from: '/learners/$id/shares' });
  const { isOwn, name } = useLearnerName(id);
  const shares = useQuery(queries.shares(id));
  const consents = useQuery(queries.consents(id));
  const client = useQueryClient();
  const done = { onSuccess: () => client.invalidateQueries() };
  const end = useMutation({ mutationFn: (share: Share) => endShare(id, share.educator_id), ...done });
  const again = useMutation({ mutationFn: (share: Share) => giveShare(id, share.educator_id), ...done });
  const error = end.error ?? again.error;
  const isOpen = consents.data?.items.find(({ consent }) => consent === 'data_sharing')?.allowed;
  return (
    <>
      <LearnerHeading
        id={id}
        place="shares"
        title={isOwn ? 'With whom you share' : `With whom ${name} shares`}
      >
        Teachers who are chosen here see subjects, concepts and results. Never what was written, never
        feelings, never how to reach somebody.
      </LearnerHeading>
      <div className={styles.sections}>
        {isOpen === false && (
          <p className={styles.closed}>
            Sharing is switched off, so nobody of these sees anything now.{' '}
            <Link to="/learners/$id/consents" params={{ id }}>
              Choices
            </Link>
          </p>
        )}
        <Section title="Chosen so far">
          <Answered query={shares} lines={4}>
            {({ items }) =>
              items.length === 0 ? (
                <Nothing title="Nobody yet">What was learned is shown to no teacher.</Nothing>
              ) : (
                <ul className={styles.rows} aria-label="Educators">
                  {items.map((share) => (
                    <ShareRow
                      key={share.educator_id}
                      share={share}
                      busy={end.isPending || again.isPending}
                      onEnd={() => end.mutate(share)}
                      onAgain={() => again.mutate(share)}
                    />
                  ))}
                </ul>
              )
            }
          </Answered>
          {error !== null && <ProblemNotice error={error} />}
        </Section>
        <NewShare id={id} />
      </div>
    </>
  );
}

function NewShare({ id }: { id: string }) {
  const client = useQueryClient();
  const form = useForm({
    initial: { educator_id: '' },
    submit: ({ educator_id }) => giveShare(id, educator_id.trim().toLowerCase()),
    onDone: () => {
      form.set({ educator_id: '' });
      void client.invalidateQueries();
    },
  });
  return (
    <Section
      title="Choose somebody"
      lead="Teachers find their number in their own settings, and give it to those they teach."
    >
      <div className={styles.narrow}>
        <FormBox form={form} submit="Share with them">
          <TextField
            field={form.field('educator_id')}
            label="Number of the teacher"
            autoComplete="off"
            maxLength={36}
          />
        </FormBox>
      </div>
    </Section>
  );
}
