import type { ReactNode } from 'react';
import { HomeLink } from './HomeLink.tsx';
import { LearnerCrumbs } from './LearnerCrumbs.tsx';
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
  const { isOwn, view } = useLearnerName(id);
  return (
    <>
      <PageHeading
        title={title}
        over={isOwn ? undefined : place === 'record' ? <HomeLink /> : <LearnerCrumbs id={id} />}
        {...(actions !== undefined && { actions })}
      >
        {children}
      </PageHeading>
      <LearnerPlaces id={id} place={place} view={view} />
    </>
  );
}
