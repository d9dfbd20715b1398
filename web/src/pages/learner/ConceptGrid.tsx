import { useInfiniteQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import type { Mastery } from '../../api/types.ts';
import { Figure, LegendKey } from '../../charts/Figure.tsx';
import { Answered } from '../../parts/Answered.tsx';
import { More } from '../../parts/More.tsx';
import type { ConceptNames } from '../../parts/useConceptNames.ts';
import { dayOf, fromNow } from '../../words/dates.ts';
import { counted, percent } from '../../words/numbers.ts';
import styles from './ConceptGrid.module.css';

/** Mastery is reached above 0.8; the steps below are even. */
function level(mastery: number): number {
  if (mastery > 0.8) return 4;
  return mastery > 0.6 ? 3 : mastery > 0.4 ? 2 : 1;
}

/** Each concept of a subject as a tile, by topic: the deeper the colour the better it is known. */
export function ConceptGrid({ id, subject, names }: { id: string; subject: string; names: ConceptNames }) {
  const query = useInfiniteQuery(queries.mastery(id, subject));
  return (
    <div className={styles.grid}>
      <Answered query={query} lines={4}>
        {({ pages }) => {
          const concepts = pages.flatMap((page) => page.items);
          const topics = [...new Set(concepts.map(({ topic }) => topic))];
          return (
            <>
              <Figure
                label={`${names.subject(subject)}: ${counted(concepts.length, 'concept')}, ${concepts.filter((c) => level(c.mastery_tracking.current_mastery_level) === 4).length} mastered`}
                numbers={{
                  columns: [
                    'Concept',
                    'Topic',
                    'Mastery',
                    'Confidence',
                    'Attempts',
                    'Last practised',
                    'Next review',
                  ],
                  rows: concepts.map((c) => [
                    names.concept(subject, c.concept),
                    names.topic(subject, c.topic),
                    percent(c.mastery_tracking.current_mastery_level),
                    percent(c.mastery_tracking.mastery_confidence),
                    c.evidence.attempts,
                    dayOf(c.mastery_tracking.last_practiced_date),
                    dayOf(c.spaced_repetition_data.next_review_date),
                  ]),
                }}
                legend={
                  <>
                    <LegendKey colour="--level-1">to 40 %</LegendKey>
                    <LegendKey colour="--level-2">to 60 %</LegendKey>
                    <LegendKey colour="--level-3">to 80 %</LegendKey>
                    <LegendKey colour="--level-4">mastered</LegendKey>
                    <span>The thin line is the confidence in the estimate.</span>
                  </>
                }
              >
                {topics.map((topic) => (
                  <div key={topic} className={styles.topic}>
                    <h3>{names.topic(subject, topic)}</h3>
                    <div className={styles.tiles}>
                      {concepts
                        .filter((concept) => concept.topic === topic)
                        .map((concept) => (
                          <Tile
                            key={concept.concept}
                            mastery={concept}
                            name={names.concept(subject, concept.concept)}
                          />
                        ))}
                    </div>
                  </div>
                ))}
              </Figure>
              <More query={query}>Show more concepts</More>
            </>
          );
        }}
      </Answered>
    </div>
  );
}

function Tile({ mastery, name }: { mastery: Mastery; name: string }) {
  const {
    current_mastery_level: known,
    mastery_confidence: sure,
    last_practiced_date,
  } = mastery.mastery_tracking;
  const title = `${name}: ${percent(known)} after ${counted(mastery.evidence.attempts, 'attempt')}, confidence ${percent(sure)}, last practised ${fromNow(last_practiced_date)}`;
  return (
    <div className={styles.tile} data-level={level(known)} title={title}>
      <span>{name}</span>
      <strong>{percent(known)}</strong>
      <span className={styles.sure} style={{ width: `${sure * 100}%` }} />
    </div>
  );
}
