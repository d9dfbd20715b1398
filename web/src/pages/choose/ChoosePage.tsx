import { TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { featuredLearner } from '../../api/featured.ts';
import { queries } from '../../api/queries.ts';
import type { LearnerSummary, Origin } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { More } from '../../parts/More.tsx';
import { PageHeading } from '../../parts/PageHeading.tsx';
import { Prose } from '../../parts/Prose.tsx';
import { Section } from '../../parts/Section.tsx';
import { countryName, educationName, learnerName, words } from '../../words/names.ts';
import { counted } from '../../words/numbers.ts';
import styles from './ChoosePage.module.css';
import { Featured } from './Featured.tsx';
import { LearnerCard } from './LearnerCard.tsx';

const PAGE = 12;

/** What a learner can be found by on this page. */
function found(learner: LearnerSummary, sought: string): boolean {
  const text = [
    learnerName(learner),
    learner.user_id,
    educationName(learner.education_level),
    learner.country === null ? '' : countryName(learner.country),
    ...learner.subjects_of_interest.map(words),
  ].join(' ');
  return text.toLowerCase().includes(sought.trim().toLowerCase());
}

export function ChoosePage() {
  const [sought, setSought] = useState('');
  return (
    <>
      <PageHeading title="Choose a learner">
        Look at a learner's record as the learner would, and practise in their place. Some learners here were
        generated; others are real people whose open records were imported without their names.
      </PageHeading>
      <TextInput
        className={styles.search ?? ''}
        label="Find on this page"
        placeholder="Name, subject, country…"
        type="search"
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      <div className={styles.groups}>
        <Group
          kind="generated"
          sought={sought}
          title="Generated learners"
          lead="Made up from a seed, with every kind of data the platform keeps. Nobody stands behind them."
          featured
        />
        <Group
          kind="imported"
          sought={sought}
          title="Real learners, from open data"
          lead="Their records were published for research without names. What the source did not record is missing here too."
        />
        <Group
          kind="registered"
          sought={sought}
          title="Registered learners"
          lead="Accounts that were made on this installation."
        />
      </div>
    </>
  );
}

function whyNone(kind: Origin['kind'], sought: string, more: boolean): string {
  if (sought !== '') return `Nobody here fits “${sought}”${more ? ' among those loaded so far' : ''}.`;
  return kind === 'generated'
    ? 'None yet. `masterx generate` makes some.'
    : 'None yet. `masterx import` brings them in.';
}

interface GroupProps {
  kind: Origin['kind'];
  sought: string;
  title: string;
  lead: string;
  featured?: boolean;
}

function Group({ kind, sought, title, lead, featured = false }: GroupProps) {
  const query = useInfiniteQuery(queries.learners(kind, PAGE));
  const best = useQuery({ ...featuredLearner(), enabled: featured });
  const learners = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isSuccess && learners.length === 0 && kind === 'registered') return null;
  const first = featured && sought === '' ? best.data?.user_id : undefined;
  const shown = learners.filter((learner) => learner.user_id !== first && found(learner, sought));
  const more = query.hasNextPage ? ' and more' : '';
  return (
    <Section
      plain
      title={title}
      lead={lead}
      aside={query.isSuccess ? `${counted(learners.length, 'learner')}${more}` : undefined}
    >
      <Answered query={query} lines={6}>
        {() => (
          <>
            {featured && sought === '' && (
              <Answered query={best} lines={6}>
                {(learner) => learner !== null && <Featured learner={learner} />}
              </Answered>
            )}
            <ul className={styles.cards} aria-label={title}>
              {shown.map((learner) => (
                <li key={learner.user_id}>
                  <LearnerCard learner={learner} />
                </li>
              ))}
            </ul>
            {shown.length === 0 && first === undefined && (
              <p className={styles.none}>
                <Prose>{whyNone(kind, sought, query.hasNextPage)}</Prose>
              </p>
            )}
            <More query={query}>Show more learners</More>
          </>
        )}
      </Answered>
    </Section>
  );
}
