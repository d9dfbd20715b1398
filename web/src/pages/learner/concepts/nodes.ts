import type { Concept, Mastery } from '../../../api/types.ts';
import type { ConceptNames } from '../../../parts/useConceptNames.ts';
import type { Linked } from './layers.ts';

/** A concept of the map: one the learner met, or one that is in the curriculum and waits. */
export interface ConceptNode extends Linked {
  topic: string;
  name: string;
  /** Undefined where it was never met. */
  mastery: Mastery | undefined;
}

/** The part of the address that names a concept within its subject. */
export const conceptParam = ({ topic, concept }: { topic: string; concept: string }) => `${topic}/${concept}`;

/** The topic and concept of such a part; null where it names none. */
export function conceptFrom(param: string): { topic: string; concept: string } | null {
  const [topic, concept, ...rest] = param.split('/');
  return topic && concept && rest.length === 0 ? { topic, concept } : null;
}

/** Mastery is reached above 0.8; the steps below are even. */
export function levelOf(mastery: number): 1 | 2 | 3 | 4 {
  if (mastery > 0.8) return 4;
  return mastery > 0.6 ? 3 : mastery > 0.4 ? 2 : 1;
}

/** Below this the estimate may well be wrong. */
export const SURE = 0.5;

/**
 * What the learner met, joined with the curriculum. Prerequisites come from the curriculum, and for a concept that is not
 * in it from the learner's own record.
 */
export function conceptNodes(
  subject: string,
  met: readonly Mastery[],
  curriculum: readonly Concept[],
  names: ConceptNames,
): ConceptNode[] {
  const byKey = new Map(met.map((one) => [conceptParam(one), one]));
  const nodes = curriculum.map((one): ConceptNode => {
    const key = conceptParam(one);
    const mastery = byKey.get(key);
    byKey.delete(key);
    return {
      concept: one.concept,
      topic: one.topic,
      name: one.names.concept,
      needs: one.prerequisites.map(({ concept }) => concept),
      mastery,
    };
  });
  for (const one of byKey.values()) {
    nodes.push({
      concept: one.concept,
      topic: one.topic,
      name: names.concept(subject, one.concept),
      needs: one.prerequisite_relationships.prerequisite_concepts.map(({ concept }) => concept),
      mastery: one,
    });
  }
  return nodes;
}
