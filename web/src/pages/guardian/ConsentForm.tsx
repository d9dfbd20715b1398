import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { consentToRequest } from '../../api/guardians.ts';
import { queries } from '../../api/queries.ts';
import type { GuardianNotice, GuardianRequest } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Switch } from '../../parts/form/Switch.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { consentWords } from '../../words/consents.ts';
import styles from './Guardian.module.css';

const METHODS = {
  email_plus: {
    title: 'By mail',
    words: 'We write to you once more, some time later, and you confirm it there.',
  },
  signed_form: {
    title: 'By a signed form',
    words:
      'You sign a form and send it back; somebody looks at it. It takes longer, and covers everything below.',
  },
} as const;

type Method = keyof typeof METHODS;

/** A guardian's answer: how it is proved, and each use decided apart, with nothing chosen beforehand. */
export function ConsentForm({ request }: { request: GuardianRequest }) {
  const notice = useQuery(queries.guardianNotice());
  return (
    <Answered query={notice} lines={8}>
      {(told) => <Choices request={request} notice={told} />}
    </Answered>
  );
}

function Choices({ request, notice }: { request: GuardianRequest; notice: GuardianNotice }) {
  const [method, setMethod] = useState<Method>('email_plus');
  const [given, setGiven] = useState<readonly string[]>([]);
  const client = useQueryClient();
  const covers = notice.methods.find((one) => one.method === method)?.covers_disclosure ?? false;
  const allowed = (discloses: boolean) => covers || !discloses;
  const agree = useMutation({
    mutationFn: () =>
      consentToRequest(
        request.request_id,
        method,
        Object.fromEntries(
          notice.consents.map(({ consent, discloses }) => [
            consent,
            given.includes(consent) && allowed(discloses),
          ]),
        ),
        notice.text_version,
      ),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <div className={styles.form}>
      <fieldset className={styles.methods}>
        <legend>How we make sure it is you</legend>
        {(Object.keys(METHODS) as Method[]).map((name) => (
          <label key={name} className={styles.method}>
            <input type="radio" name="method" checked={method === name} onChange={() => setMethod(name)} />
            <span>
              <strong>{METHODS[name].title}.</strong> {METHODS[name].words}
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles.rows}>
        {notice.consents.map(({ consent, description, discloses }) => {
          const { title, yes } = consentWords(consent, description);
          return (
            <Switch
              key={consent}
              label={title}
              description={
                allowed(discloses)
                  ? yes
                  : `${yes} Others would come to know of the child, so this takes a signed form.`
              }
              checked={given.includes(consent) && allowed(discloses)}
              disabled={!allowed(discloses)}
              onChange={(checked) =>
                setGiven((before) =>
                  checked ? [...before, consent] : before.filter((one) => one !== consent),
                )
              }
            />
          );
        })}
      </div>
      {agree.error !== null && <ProblemNotice error={agree.error} />}
      <div>
        <Button loading={agree.isPending} onClick={() => agree.mutate()}>
          {given.length === 0
            ? 'I agree to the account, and to nothing else'
            : 'I agree to the account, and to what I chose'}
        </Button>
      </div>
    </div>
  );
}
