import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { giveShare } from '../../api/consents.ts';
import { isFinal } from '../../api/problem.ts';
import { queries } from '../../api/queries.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Section } from '../../parts/Section.tsx';
import { educatorName } from '../../words/names.ts';
import styles from './SharesPage.module.css';

interface Props {
  id: string;
  educatorId: string;
  /** Whether sharing is switched on at all. */
  isOpen: boolean;
  /** It was shared, or not wanted after all. */
  onDone: () => void;
}

/** Who it is that one is about to share with, and whether one wants to. */
export function NewShare({ id, educatorId, isOpen, onDone }: Props) {
  const educator = useQuery(queries.educator(id, educatorId));
  const client = useQueryClient();
  const shares = useQuery(queries.shares(id));
  const isGiven = shares.data?.items.some(
    ({ educator_id, status }) => educator_id === educatorId && status === 'active',
  );
  const box = useRef<HTMLDivElement>(null);
  const give = useMutation({
    mutationFn: () => giveShare(id, educatorId),
    onSuccess: async () => {
      await client.invalidateQueries();
      onDone();
    },
  });
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className={styles.asked}>
      <Section
        title={educator.data === undefined ? 'Who is it?' : `Share with ${educatorName(educator.data)}?`}
      >
        <Answered
          query={educator}
          lines={2}
          expected={(error) =>
            isFinal(error) ? (
              <>
                <Nothing title="No teacher has this link or number">
                  It may be mistyped. Ask them for it once more.
                </Nothing>
                <div className={styles.buttons}>
                  <Button variant="default" onClick={onDone}>
                    Try again
                  </Button>
                </div>
              </>
            ) : undefined
          }
        >
          {(found) =>
            isGiven ? (
              <p>{educatorName(found)} is chosen already. It can be taken back below.</p>
            ) : (
              <>
                <p>
                  {educatorName(found)} then sees the name, subjects, concepts and results, also those from
                  before
                  {isOpen
                    ? ''
                    : ', as soon as showing teachers what was learned is switched on under Choices'}
                  . It can be taken back on this page at any time.
                </p>
                {give.error !== null && <ProblemNotice error={give.error} />}
                <div className={styles.buttons}>
                  <Button loading={give.isPending} onClick={() => give.mutate()}>
                    Share
                  </Button>
                  <Button variant="default" onClick={onDone}>
                    No
                  </Button>
                </div>
              </>
            )
          }
        </Answered>
      </Section>
    </div>
  );
}
