import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteWard, withdrawConsent } from '../../api/guardians.ts';
import type { Ward } from '../../api/types.ts';
import { AskTwice } from '../../parts/AskTwice.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { dayOf } from '../../words/dates.ts';
import styles from './Guardian.module.css';

/** Deletion, and the end of the consent altogether: each asked twice, each explained. */
export function WardEnd({ ward }: { ward: Ward }) {
  const client = useQueryClient();
  const done = { onSuccess: () => client.invalidateQueries() };
  const erase = useMutation({ mutationFn: () => deleteWard(ward.user_id), ...done });
  const withdraw = useMutation({ mutationFn: () => withdrawConsent(ward.user_id), ...done });
  const error = erase.error ?? withdraw.error;
  if (ward.deletion_due_at !== null) {
    return (
      <div className={styles.danger}>
        <p>Everything that is kept is deleted by {dayOf(ward.deletion_due_at)}.</p>
      </div>
    );
  }
  return (
    <div className={styles.danger}>
      {error !== null && <ProblemNotice error={error} />}
      <AskTwice
        ask="Delete everything"
        question="Everything that is kept of the child is deleted within 30 days. It cannot be brought back."
        confirm="Yes, delete everything"
        busy={erase.isPending}
        onConfirm={() => erase.mutate()}
      />
      <AskTwice
        ask="Take back my consent"
        question="Nothing more is collected, everything is deleted, and the account ends."
        confirm="Yes, take it back"
        busy={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
      />
    </div>
  );
}
