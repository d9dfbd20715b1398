import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
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
  // What was just chosen is shown at once, before anything was sent.
  const [wanted, setWanted] = useState<{ consent: string; given: boolean } | null>(null);
  const decide = useMutation({
    mutationFn: ({ standing, given }: { standing: ConsentStanding; given: boolean }) =>
      decideConsent(id, standing, given),
    onSuccess: (now) => {
      client.setQueryData(queries.consents(id).queryKey, now);
      // What may be shown has changed, wherever it is.
      void client.invalidateQueries();
    },
    onSettled: () => setWanted(null),
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
                    busy={wanted?.consent === standing.consent}
                    wanted={wanted?.given}
                    error={decide.variables?.standing.consent === standing.consent ? decide.error : null}
                    onDecide={(given) => {
                      setWanted({ consent: standing.consent, given });
                      decide.mutate({ standing, given });
                    }}
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
