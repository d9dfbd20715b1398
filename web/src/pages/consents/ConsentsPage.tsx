import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { decideConsent } from '../../api/consents.ts';
import { queries } from '../../api/queries.ts';
import type { ConsentStanding } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { LearnerHeading } from '../../parts/LearnerHeading.tsx';
import { Section } from '../../parts/Section.tsx';
import { useLearnerName } from '../../parts/useLearnerName.ts';
import { ConsentCard } from './ConsentCard.tsx';
import { ConsentHistory } from './ConsentHistory.tsx';
import styles from './ConsentsPage.module.css';

/** What may be done with a learner's data: each use apart, yes and no the same click, and what was decided before. */
export function ConsentsPage() {
  const { id } = useParams({ from: '/learners/$id/consents' });
  const { isOwn, name } = useLearnerName(id);
  const query = useQuery(queries.consents(id));
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: ({ standing, given }: { standing: ConsentStanding; given: boolean }) =>
      decideConsent(id, standing, given),
    onSuccess: (now) => {
      client.setQueryData(queries.consents(id).queryKey, now);
      // What may be shown has changed, wherever it is.
      void client.invalidateQueries();
    },
  });
  return (
    <>
      <LearnerHeading
        id={id}
        place="consents"
        title={isOwn ? 'You decide' : `What may be done with ${name}’s data`}
      >
        Learning works without any of these. Each can be changed at any time, as often as wanted, and a no
        counts at once.
      </LearnerHeading>
      <Answered query={query} lines={10}>
        {({ items, history }) => (
          <div className={styles.sections}>
            <ul className={styles.cards} aria-label="What can be decided">
              {items.map((standing) => (
                <li key={standing.consent}>
                  <ConsentCard
                    standing={standing}
                    isOwn={isOwn}
                    busy={decide.isPending && decide.variables.standing.consent === standing.consent}
                    wanted={decide.isPending ? decide.variables.given : undefined}
                    error={decide.variables?.standing.consent === standing.consent ? decide.error : null}
                    onDecide={(given) => decide.mutate({ standing, given })}
                  />
                </li>
              ))}
            </ul>
            <Section
              title="What was decided"
              lead="Every yes and every no, latest first. Nothing of it is changed afterwards."
            >
              <ConsentHistory history={history} isOwn={isOwn} />
            </Section>
          </div>
        )}
      </Answered>
    </>
  );
}
