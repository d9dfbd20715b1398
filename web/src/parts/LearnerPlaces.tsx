import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import styles from './LearnerPlaces.module.css';
import type { View } from './useLearnerName.ts';

/** The pages a learner has, and who has them before oneself: educators see the record alone. */
const PLACES = [
  { place: 'record', to: '/learners/$id', name: 'Record', seen: ['own', 'guardian', 'staff'] },
  { place: 'consents', to: '/learners/$id/consents', name: 'Choices', seen: ['own', 'guardian', 'staff'] },
  { place: 'accesses', to: '/learners/$id/accesses', name: 'Who looked', seen: ['own', 'guardian', 'staff'] },
  { place: 'shares', to: '/learners/$id/shares', name: 'Sharing', seen: ['own', 'guardian', 'staff'] },
  { place: 'family', to: '/learners/$id/family', name: 'Family', seen: ['own', 'staff'] },
  { place: 'settings', to: '/learners/$id/settings', name: 'Settings', seen: ['own', 'guardian', 'staff'] },
] as const;

export type Place = (typeof PLACES)[number]['place'];

/** The way from one page about a learner to the others. */
export function LearnerPlaces({ id, place, view }: { id: string; place: Place; view: View }) {
  const box = useRef<HTMLElement>(null);
  // On narrow screens the row is wider than the screen: the page one is on is in sight all the same.
  useEffect(() => {
    const here = box.current?.querySelector<HTMLElement>('[aria-current]');
    if (here && box.current) box.current.scrollLeft = here.offsetLeft - box.current.clientWidth / 2;
  }, []);
  const shown = PLACES.filter(({ seen }) => (seen as readonly View[]).includes(view));
  if (shown.length === 0) return null;
  return (
    <nav ref={box} aria-label="Of this learner" className={styles.places}>
      {shown.map(({ place: one, to, name }) => (
        <Link
          key={one}
          to={to}
          params={{ id }}
          activeOptions={{ exact: true }}
          {...(one === place && { 'aria-current': 'page' as const })}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
