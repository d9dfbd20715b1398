import { useMutation, useQueryClient } from '@tanstack/react-query';
import { leaveFamily } from '../../api/families.ts';
import { AskTwice } from '../../parts/AskTwice.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Section } from '../../parts/Section.tsx';
import styles from './FamilyPage.module.css';

/** For whoever is covered by somebody else's plan: what that comes to, and the way out. */
export function Leave({ id }: { id: string }) {
  const client = useQueryClient();
  const leaving = useMutation({
    mutationFn: () => leaveFamily(id),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <Section
      title="You are in a family"
      lead="Somebody else’s family plan covers you. Whoever holds it sees that you are in it, by name, and nothing of what you learn."
    >
      <div className={styles.steps}>
        <AskTwice
          ask="Leave the family"
          question="You then have what the free plan gives. Nothing of what you learned is lost."
          confirm="Leave"
          busy={leaving.isPending}
          onConfirm={() => leaving.mutate()}
        />
        {leaving.error !== null && <ProblemNotice error={leaving.error} />}
      </div>
    </Section>
  );
}
