import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import type { Share } from '../../api/types.ts';
import { Tag } from '../../parts/Tag.tsx';
import { dayOf } from '../../words/dates.ts';
import styles from './SharesPage.module.css';

interface Props {
  share: Share;
  busy: boolean;
  onEnd: () => void;
  onAgain: () => void;
}

export function ShareRow({ share, busy, onEnd, onAgain }: Props) {
  const { educator_id, status, given_at, given_by, ended_at } = share;
  // Only who wants to be seen has a name here.
  const { data } = useQuery({ ...queries.publicProfile(educator_id), retry: false });
  const isActive = status === 'active';
  return (
    <li className={styles.row}>
      <div>
        {data?.name ?? `Teacher ${educator_id.slice(0, 8)}`}{' '}
        <Tag tone={isActive ? 'accent' : 'plain'}>{isActive ? 'shared' : 'ended'}</Tag>
        <small>
          Since {dayOf(given_at)}
          {given_by === 'guardian' && ', chosen by a parent or guardian'}
          {ended_at !== undefined && `; ended on ${dayOf(ended_at)}`}
        </small>
      </div>
      <Button size="xs" variant="default" disabled={busy} onClick={isActive ? onEnd : onAgain}>
        {isActive ? 'Stop sharing' : 'Share again'}
      </Button>
    </li>
  );
}
