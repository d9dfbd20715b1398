import { Link } from '@tanstack/react-router';
import styles from './LearnerPlaces.module.css';

/** The pages a learner has. */
const PLACES = [
  { place: 'record', to: '/learners/$id', name: 'Record' },
  { place: 'consents', to: '/learners/$id/consents', name: 'Choices' },
  { place: 'accesses', to: '/learners/$id/accesses', name: 'Who looked' },
  { place: 'shares', to: '/learners/$id/shares', name: 'Sharing' },
  { place: 'settings', to: '/learners/$id/settings', name: 'Settings' },
] as const;

export type Place = (typeof PLACES)[number]['place'];

/** The way from one page about a learner to the others. */
export function LearnerPlaces({ id, place }: { id: string; place: Place }) {
  return (
    <nav aria-label="Of this learner" className={styles.places}>
      {PLACES.map(({ place: one, to, name }) => (
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
