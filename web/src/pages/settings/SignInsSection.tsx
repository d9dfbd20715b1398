import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { endSignIn, signOutEverywhere } from '../../api/sign-in.ts';
import type { OpenSignIn } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Row, Rows } from '../../parts/Rows.tsx';
import { Section } from '../../parts/Section.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { dayOf, timeOf } from '../../words/dates.ts';
import { deviceName } from '../../words/devices.ts';

/** Where the account is signed in, and the end of each. */
export function SignInsSection() {
  const query = useQuery(queries.signIns());
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: endSignIn,
    onSettled: () => client.invalidateQueries({ queryKey: queries.signIns().queryKey }),
  });
  const everywhere = useMutation({ mutationFn: signOutEverywhere });
  const error = end.error ?? everywhere.error;
  return (
    <Section
      title="Where you are signed in"
      id="sign-ins"
      lead="If there is a device you do not know, end it and change your password."
    >
      <Answered query={query} lines={4}>
        {({ items }) => (
          <Rows label="Devices">
            {items.map((signIn) => (
              <Device
                key={signIn.sign_in_id}
                signIn={signIn}
                busy={end.isPending && end.variables === signIn.sign_in_id}
                onEnd={() => end.mutate(signIn.sign_in_id)}
              />
            ))}
          </Rows>
        )}
      </Answered>
      {error !== null && <ProblemNotice error={error} />}
      <Button variant="default" mt="md" loading={everywhere.isPending} onClick={() => everywhere.mutate()}>
        Sign out everywhere
      </Button>
    </Section>
  );
}

function Device({ signIn, busy, onEnd }: { signIn: OpenSignIn; busy: boolean; onEnd: () => void }) {
  const { device, address, began_at, last_used_at, current } = signIn;
  return (
    <Row
      note={
        <>
          Since {dayOf(began_at)}, {timeOf(began_at)}; last used {dayOf(last_used_at)}, {timeOf(last_used_at)}
          {address !== null && `; from ${address}`}
        </>
      }
      action={
        !current && (
          <Button size="xs" variant="default" loading={busy} onClick={onEnd}>
            End it
          </Button>
        )
      }
    >
      {deviceName(device)} {current && <Tag tone="accent">this one</Tag>}
    </Row>
  );
}
