import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../../../api/queries.ts';
import type { Mastery } from '../../../api/types.ts';
import { Figure, LegendKey } from '../../../charts/Figure.tsx';
import { Answered } from '../../../parts/Answered.tsx';
import { More } from '../../../parts/More.tsx';
import type { ConceptNames } from '../../../parts/useConceptNames.ts';
import { dayOf } from '../../../words/dates.ts';
import { counted, percent } from '../../../words/numbers.ts';
import { ConceptPanel } from './ConceptPanel.tsx';
import styles from './ConceptsOfSubject.module.css';
import { ConceptTile } from './ConceptTile.tsx';
import { MasteryMap } from './MasteryMap.tsx';
import { type ConceptNode, conceptFrom, conceptNodes, levelOf } from './nodes.ts';

/** More concepts than these make a map that nobody can read; they stand by topic. */
const MAPPED_MAX = 60;

interface Props {
  id: string;
  subject: string;
  names: ConceptNames;
  /** The concept that is open, as the address names it. */
  open: string | undefined;
}

/** The concepts of a subject as a map of prerequisites; by topic where none are known. */
export function ConceptsOfSubject({ id, subject, names, open }: Props) {
  const query = useInfiniteQuery(queries.mastery(id, subject));
  const chosen = open === undefined ? null : conceptFrom(open);
  return (
    <div className={styles.grid}>
      <Answered query={query} lines={4}>
        {({ pages }) => (
          <>
            <Drawn
              id={id}
              subject={subject}
              names={names}
              open={open}
              met={pages.flatMap(({ items }) => items)}
            />
            <More query={query}>Show more concepts</More>
          </>
        )}
      </Answered>
      {chosen !== null && <ConceptPanel key={open} id={id} subject={subject} names={names} {...chosen} />}
    </div>
  );
}

function Drawn({ id, subject, names, open, met }: Props & { met: Mastery[] }) {
  const curriculum = useQuery(queries.concepts(id, subject)).data?.items;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names follow from the curriculum
  const nodes = useMemo(
    () => conceptNodes(subject, met, curriculum ?? [], names),
    [subject, met.length, curriculum],
  );
  const isMap = nodes.length <= MAPPED_MAX && nodes.some(({ needs }) => needs.length > 0);
  const shown = isMap ? nodes : nodes.filter(({ mastery }) => mastery !== undefined);
  const nameOf = new Map(nodes.map(({ concept, name }) => [concept, name]));
  const mastered = met.filter((one) => levelOf(one.now.level) === 4).length;
  return (
    <Figure
      interactive
      label={`${names.subject(subject)}: ${counted(met.length, 'concept')} met, ${mastered} mastered as of today`}
      numbers={{
        columns: [
          'Concept',
          'Topic',
          'Needs first',
          'Mastery now',
          'At the last practice',
          'Confidence',
          'Attempts',
          'Last practised',
          'Next review',
        ],
        rows: shown.map(({ name, topic, needs, mastery }) => [
          name,
          names.topic(subject, topic),
          needs.map((need) => nameOf.get(need) ?? need).join(', ') || '–',
          ...(mastery === undefined ? ['not met yet', '–', '–', 0, '–', '–'] : numbersOf(mastery)),
        ]),
      }}
      legend={
        <>
          <LegendKey colour="--level-1">to 40 %</LegendKey>
          <LegendKey colour="--level-2">to 60 %</LegendKey>
          <LegendKey colour="--level-3">to 80 %</LegendKey>
          <LegendKey colour="--level-4">mastered</LegendKey>
          <span>
            As of today, forgetting included; the bar of the subject is as of the last practice. The thin line
            is the confidence in the estimate; a dashed outline says that it is below a half.
            {isMap && ' What is needed first stands above.'} Open a concept to see why.
          </span>
        </>
      }
    >
      {isMap ? (
        <MasteryMap id={id} subject={subject} nodes={nodes} open={open} />
      ) : (
        <ByTopic id={id} subject={subject} names={names} nodes={shown} open={open} />
      )}
    </Figure>
  );
}

function numbersOf({ now, mastery_tracking: stored, evidence, spaced_repetition_data }: Mastery) {
  return [
    percent(now.level),
    percent(stored.current_mastery_level),
    percent(now.confidence),
    evidence.attempts,
    dayOf(stored.last_practiced_date),
    dayOf(spaced_repetition_data.next_review_date),
  ];
}

function ByTopic({ id, subject, names, nodes, open }: Props & { nodes: readonly ConceptNode[] }) {
  return [...new Set(nodes.map(({ topic }) => topic))].map((topic) => (
    <div key={topic} className={styles.topic}>
      <h3>{names.topic(subject, topic)}</h3>
      <ul className={styles.tiles}>
        {nodes
          .filter((node) => node.topic === topic)
          .map((node) => (
            <li key={node.concept}>
              <ConceptTile id={id} subject={subject} node={node} open={open} />
            </li>
          ))}
      </ul>
    </div>
  ));
}
