import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import type { Share } from '../../api/types.ts';
import { Row } from '../../parts/Rows.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { dayOf } from '../../words/dates.ts';
import { educatorName } from '../../words/names.ts';

interface Props {
  id: string;
  share: Share;
  busy: boolean;
  /** Takes it back, or gives it again. */
  onChange: () => void;
}

/** One teacher: since when, and the way to end it. */
export function ShareRow({ id, share, busy, onChange }: Props) {
  const { educator_id, status, given_at, given_by, ended_at } = share;
  const { data, isPending } = useQuery(queries.educator(id, educator_id));
  const isActive = status === 'active';
  return (
    <Row
      note={
        <>
          Since {dayOf(given_at)}
          {given_by === 'guardian' && ', chosen by a parent or guardian'}
          {ended_at !== undefined && `; ended on ${dayOf(ended_at)}`}
        </>
      }
      action={
        <Button size="xs" variant="default" disabled={busy} onClick={onChange}>
          {isActive ? 'Stop sharing' : 'Share again'}
        </Button>
      }
    >
      {isPending ? '…' : educatorName(data)}{' '}
      <Tag tone={isActive ? 'accent' : 'plain'}>{isActive ? 'shared' : 'ended'}</Tag>
    </Row>
  );
}
