import { useQueries } from '@tanstack/react-query';
import { queries } from '../api/queries.ts';
import { words } from '../words/names.ts';

export interface ConceptNames {
  subject: (subject: string) => string;
  topic: (subject: string, topic: string) => string;
  concept: (subject: string, concept: string) => string;
}

/** The display names of what is learned in some subjects; the slug as words while they come, or where one has none. */
export function useConceptNames(id: string, subjects: readonly string[]): ConceptNames {
  const answers = useQueries({ queries: subjects.map((subject) => queries.concepts(id, subject)) });
  const names = new Map<string, string>();
  for (const answer of answers) {
    for (const { subject, topic, concept, names: display } of answer.data?.items ?? []) {
      names.set(subject, display.subject);
      names.set(`${subject}/${topic}`, display.topic);
      names.set(`${subject}//${concept}`, display.concept);
    }
  }
  return {
    subject: (subject) => names.get(subject) ?? words(subject),
    topic: (subject, topic) => names.get(`${subject}/${topic}`) ?? words(topic),
    concept: (subject, concept) => names.get(`${subject}//${concept}`) ?? words(concept),
  };
}
