import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Gate } from '../../parts/Gate.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';

interface Props {
  title: string;
  lead: string;
  submit: string;
  confirm: () => Promise<unknown>;
  done: ReactNode;
  /** Where to go when the link does not work. */
  refused: ReactNode;
}

/** A link that works once: by a click of a person, since programs that look through mails open links too. */
export function ConfirmGate({ title, lead, submit, confirm, done, refused }: Props) {
  const confirming = useMutation({ mutationFn: confirm });
  return (
    <Gate title={title} lead={confirming.isSuccess ? undefined : lead}>
      {confirming.isSuccess ? (
        <div role="status">{done}</div>
      ) : (
        <>
          {confirming.error !== null && (
            <>
              <ProblemNotice error={confirming.error} />
              <p>{refused}</p>
            </>
          )}
          <div>
            <Button loading={confirming.isPending} onClick={() => confirming.mutate()}>
              {submit}
            </Button>
          </div>
        </>
      )}
    </Gate>
  );
}
