/** A concept of a learner. */
export interface ConceptKey {
  readonly user_id: string;
  readonly subject: string;
  readonly topic: string;
  readonly concept: string;
}

/** One key for a concept of a learner. */
export const conceptKey = ({ user_id, subject, topic, concept }: ConceptKey): string =>
  [user_id, subject, topic, concept].join('\u0000');
