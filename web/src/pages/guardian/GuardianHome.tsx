import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { PageHeading } from '../../parts/PageHeading.tsx';
import styles from './Guardian.module.css';
import { RequestSection } from './RequestSection.tsx';
import { WardCard } from './WardCard.tsx';

/** The children somebody decides for, and those who wait for an answer. */
export function GuardianHome() {
  const requests = useQuery(queries.guardianRequests());
  const wards = useQuery(queries.wards());
  const { with: educator } = useSearch({ from: '/guardian' });
  return (
    <>
      <PageHeading title="My children">
        What is kept of each, what may be done with it, and who looked. All of it is for you to change, until
        they are old enough to decide alone.
      </PageHeading>
      <div className={styles.sections}>
        <Answered query={requests} lines={3}>
          {({ items }) =>
            items.map((request) => <RequestSection key={request.request_id} request={request} />)
          }
        </Answered>
        <Answered query={wards} lines={6}>
          {({ items }) =>
            items.length === 0 ? (
              requests.data?.items.length === 0 && (
                <Nothing title="No child yet">
                  When a child names your address, we write to you. The link in that mail leads here.
                </Nothing>
              )
            ) : (
              <div className={styles.cards}>
                {items.map((ward) => (
                  <WardCard key={ward.user_id} ward={ward} educator={educator} />
                ))}
              </div>
            )
          }
        </Answered>
      </div>
    </>
  );
}
