import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { HomeLink } from './HomeLink.tsx';
import { LearnerPlaces, type Place } from './LearnerPlaces.tsx';
import { PageHeading } from './PageHeading.tsx';
import { useLearnerName } from './useLearnerName.ts';

interface Props {
  id: string;
  place: Place;
  title: string;
  actions?: ReactNode;
  children?: ReactNode;
}

/** The heading of a page about one learner, with the way to its other pages. */
export function LearnerHeading({ id, place, title, actions, children }: Props) {
  const { isOwn, name } = useLearnerName(id);
  return (
    <>
      <PageHeading
        title={title}
        over={
          isOwn ? undefined : place === 'record' ? (
            <HomeLink />
          ) : (
            <>
              <HomeLink /> /{' '}
              <Link to="/learners/$id" params={{ id }}>
                {name}
              </Link>
            </>
          )
        }
        {...(actions !== undefined && { actions })}
      >
        {children}
      </PageHeading>
      <LearnerPlaces id={id} place={place} />
    </>
  );
}
