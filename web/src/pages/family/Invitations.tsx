import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { invite, withdrawInvitations } from '../../api/families.ts';
import { AskTwice } from '../../parts/AskTwice.tsx';
import { Copyable } from '../../parts/Copyable.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Section } from '../../parts/Section.tsx';
import { dayOf } from '../../words/dates.ts';
import styles from './FamilyPage.module.css';

/** Codes by which others join; each is shown once, when it is made. */
export function Invitations({ id }: { id: string }) {
  const client = useQueryClient();
  const done = { onSuccess: () => client.invalidateQueries() };
  const inviting = useMutation({ mutationFn: () => invite(id), ...done });
  const withdrawal = useMutation({
    mutationFn: () => withdrawInvitations(id),
    onSuccess: () => {
      inviting.reset();
      return client.invalidateQueries();
    },
  });
  const error = inviting.error ?? withdrawal.error;
  return (
    <Section
      title="Invite somebody"
      lead="A code works once, for whoever has it: give it to nobody but the one you mean. They enter it on this page of their own account."
    >
      <div className={styles.steps}>
        {inviting.data !== undefined && (
          <Copyable
            label="Code to pass on"
            text={inviting.data.code}
            description={`Good until ${dayOf(inviting.data.expires_at)}. It is shown only now.`}
          />
        )}
        {error !== null && <ProblemNotice error={error} />}
        <Button
          {...(inviting.data !== undefined && { variant: 'default' })}
          loading={inviting.isPending}
          onClick={() => inviting.mutate()}
        >
          {inviting.data === undefined ? 'Make a code' : 'Make another code'}
        </Button>
        <AskTwice
          ask="Take back open codes"
          question="Every code that nobody has used stops working. Who has joined stays."
          confirm="Take them back"
          busy={withdrawal.isPending}
          onConfirm={() => withdrawal.mutate()}
        />
        <p role="status" className={styles.note}>
          {withdrawal.isSuccess && inviting.data === undefined && 'No code works any more.'}
        </p>
      </div>
    </Section>
  );
}
