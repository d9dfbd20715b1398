import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { Access } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { LearnerHeading } from '../../parts/LearnerHeading.tsx';
import { More } from '../../parts/More.tsx';
import { Nothing } from '../../parts/Nothing.tsx';
import { Section } from '../../parts/Section.tsx';
import { useLearnerName } from '../../parts/useLearnerName.ts';
import { WHO, whoNamed, whoOf } from '../../words/accesses.ts';
import { dayOf } from '../../words/dates.ts';
import { listed } from '../../words/names.ts';
import { counted } from '../../words/numbers.ts';
import styles from './AccessesPage.module.css';
import { AccessLanes } from './AccessLanes.tsx';
import { AccessList } from './AccessList.tsx';
import { lanesOf, visitsByDay } from './gather.ts';

/** What the service tells unless asked otherwise. */
const DAYS = 30;

/** Pages fetched without being asked for, so that the drawing is whole for most. */
const PAGES_AT_ONCE = 10;

/** Who looked at a learner's data, when and why: drawn, and as a list. */
export function AccessesPage() {
  const { id } = useParams({ from: '/learners/$id/accesses' });
  const { isOwn, name } = useLearnerName(id);
  const query = useInfiniteQuery(queries.accesses(id));
  const { hasNextPage, isFetching, fetchNextPage, data } = query;
  const pages = data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetching && pages < PAGES_AT_ONCE) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage, pages]);
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <LearnerHeading
        id={id}
        place="accesses"
        title={isOwn ? 'Who looked at your data' : `Who looked at ${name}’s data`}
      >
        Every time anybody opens or changes something here, it is written down before they get it, and nobody
        can take it out again. This is the list of the last {DAYS} days; reading it stands in it too.
      </LearnerHeading>
      <Answered query={query} lines={10}>
        {() => (
          <Trail id={id} entries={entries} isOwn={isOwn} isWhole={!hasNextPage}>
            <More query={query}>Show earlier ones</More>
          </Trail>
        )}
      </Answered>
    </>
  );
}

interface TrailProps {
  id: string;
  entries: readonly Access[];
  isOwn: boolean;
  isWhole: boolean;
  children: React.ReactNode;
}

function Trail({ id, entries, isOwn, isWhole, children }: TrailProps) {
  const [shown, setShown] = useState('everybody');
  const earliest = entries.at(-1)?.at;
  const knownFrom = isWhole || earliest === undefined ? null : new Date(earliest);
  const { dates, lanes } = lanesOf(entries, id, new Date(), DAYS, knownFrom);
  const kept = shown === 'others' ? entries.filter((entry) => whoOf(entry, id) !== 'you') : entries;
  const days = visitsByDay(kept, id);
  if (entries.length === 0 && isWhole) {
    return (
      <Nothing title="Nobody looked">In the last {DAYS} days nobody opened or changed anything.</Nothing>
    );
  }
  return (
    <div className={styles.sections}>
      <Section
        title="At a glance"
        aside={isWhole ? `${DAYS} days` : earliest && `back to ${dayOf(earliest)}`}
        lead={summaryOf(entries, id, isOwn)}
      >
        <AccessLanes dates={dates} lanes={lanes} isOwn={isOwn} />
      </Section>
      <Section
        title="One after the other"
        aside={
          <SegmentedControl
            size="xs"
            aria-label="Whose accesses are listed"
            value={shown}
            onChange={setShown}
            data={[
              { value: 'everybody', label: 'Everybody' },
              { value: 'others', label: isOwn ? 'All but me' : 'All but the learner' },
            ]}
          />
        }
      >
        {days.length === 0 ? (
          <Nothing title="Nobody else">
            {isWhole
              ? `In the last ${DAYS} days nobody else opened or changed anything.`
              : 'Among what is loaded so far there is nobody else. There is more to load.'}
          </Nothing>
        ) : (
          <AccessList days={days} isOwn={isOwn} />
        )}
        {children}
      </Section>
    </div>
  );
}

/** The one sentence that most come for. */
function summaryOf(entries: readonly Access[], id: string, isOwn: boolean): string {
  const others = entries.filter((entry) => whoOf(entry, id) !== 'you');
  const who = WHO.filter((one) => one !== 'you' && others.some((entry) => whoOf(entry, id) === one));
  if (who.length === 0) return `Nobody but ${isOwn ? 'you' : 'the learner'} came here.`;
  const names = listed(who.map((one) => whoNamed(one, isOwn)));
  return `Besides ${isOwn ? 'you' : 'the learner'}: ${names}, ${counted(others.length, 'access', 'accesses')} in all.`;
}
