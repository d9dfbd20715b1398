import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import { beginAuthenticator, confirmAuthenticator, renewRecoveryCodes } from '../../api/sign-in.ts';
import type { AuthenticatorSecret, OwnAccount } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Section } from '../../parts/Section.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { Cancel } from './second-factor/Cancel.tsx';
import { ConfirmFactor } from './second-factor/ConfirmFactor.tsx';
import { EndFactor } from './second-factor/EndFactor.tsx';
import { PasswordAsked } from './second-factor/PasswordAsked.tsx';
import { RecoveryCodes } from './second-factor/RecoveryCodes.tsx';

/** A code besides the password: begun, confirmed, its recovery codes, and ended. */
export function SecondFactorSection() {
  const query = useQuery(queries.ownAccount());
  const isOn = query.data?.two_factor_enabled;
  return (
    <Section
      title="Second step when signing in"
      id="second-factor"
      aside={
        isOn === undefined ? undefined : <Tag tone={isOn ? 'accent' : 'plain'}>{isOn ? 'on' : 'off'}</Tag>
      }
      lead="A code from an app on your phone, besides the password. Whoever finds out your password then still cannot get in."
    >
      <Answered query={query} lines={3}>
        {(account) => <Steps account={account} />}
      </Answered>
    </Section>
  );
}

type Step =
  | { at: 'rest' | 'begin' | 'renew' | 'end' }
  | { at: 'confirm'; secret: AuthenticatorSecret }
  | { at: 'codes'; codes: readonly string[] };

function Steps({ account }: { account: OwnAccount }) {
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const client = useQueryClient();
  const rest = () => setStep({ at: 'rest' });
  const codes = (told: readonly string[]) => {
    setStep({ at: 'codes', codes: told });
    void client.invalidateQueries();
  };
  switch (step.at) {
    case 'begin':
      return (
        <PasswordAsked
          why="So that nobody else does this on a device you left open."
          submit="Go on"
          send={beginAuthenticator}
          onDone={(secret) => setStep({ at: 'confirm', secret })}
          onCancel={rest}
        />
      );
    case 'confirm':
      return (
        <ConfirmFactor
          secret={step.secret}
          confirm={confirmAuthenticator}
          onDone={({ recovery_codes }) => codes(recovery_codes)}
          beside={<Cancel onCancel={rest} />}
        />
      );
    case 'codes':
      return <RecoveryCodes codes={step.codes} onDone={rest} />;
    case 'renew':
      return (
        <PasswordAsked
          why="The codes there were before no longer work then."
          submit="Make new codes"
          send={renewRecoveryCodes}
          onDone={({ recovery_codes }) => codes(recovery_codes)}
          onCancel={rest}
        />
      );
    case 'end':
      return (
        <EndFactor
          onDone={() => {
            rest();
            void client.invalidateQueries();
          }}
          onCancel={rest}
        />
      );
    case 'rest':
      return account.two_factor_enabled ? (
        <>
          <p>
            {account.recovery_codes === 0
              ? 'There is no recovery code left. Make new ones before you need one.'
              : `${account.recovery_codes} recovery codes are left.`}
          </p>
          <p>
            <Button variant="default" mr="sm" mt="sm" onClick={() => setStep({ at: 'renew' })}>
              Make new recovery codes
            </Button>
            <Button variant="default" mt="sm" onClick={() => setStep({ at: 'end' })}>
              Turn it off
            </Button>
          </p>
        </>
      ) : (
        <Button onClick={() => setStep({ at: 'begin' })}>Turn it on</Button>
      );
  }
}
