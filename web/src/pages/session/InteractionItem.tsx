import type { Interaction } from '../../api/types.ts';
import { Emotion, Tag } from '../../parts/Tag.tsx';
import { timeOf } from '../../words/dates.ts';
import { lowerWords } from '../../words/names.ts';
import { decimal, milliseconds, percent } from '../../words/numbers.ts';
import styles from './InteractionItem.module.css';

interface Props {
  interaction: Interaction;
  conceptName: (concept: string) => string;
  /** Says also which program answered as the tutor, and how fast: for whoever runs the platform. */
  technical: boolean;
}

/** One interaction: the learner's words, the tutor's, and what it shows about a concept. */
export function InteractionItem({ interaction, conceptName, technical }: Props) {
  const { user_input, ai_response, assessed, emotional_context: felt } = interaction;
  const adapted = [
    ...(felt?.adaptation_applied ?? []),
    ...(interaction.personalization_applied?.content_modifications ?? []),
  ];
  return (
    <li className={styles.item} data-result={resultOf(assessed)}>
      <p className={styles.head}>
        <time dateTime={interaction.timestamp}>{timeOf(interaction.timestamp)}</time>
        <span>{interaction.interaction_type}</span>
        {felt !== undefined && <Emotion state={felt.detected_emotion} />}
      </p>
      {user_input !== undefined && <blockquote className={styles.said}>{user_input}</blockquote>}
      {ai_response !== undefined && (
        <div className={styles.tutor}>
          <p>{ai_response.text}</p>
          {technical && (
            <small>
              {ai_response.provider_used}, {milliseconds(ai_response.response_time_ms)}
              {ai_response.quality_score !== undefined && `, quality ${percent(ai_response.quality_score)}`}
              {ai_response.cached === true && ', from the cache'}
            </small>
          )}
        </div>
      )}
      {assessed !== undefined && (
        <p className={styles.assessed}>
          <strong>{conceptName(assessed.concept)}</strong>
          {assessed.correct !== undefined ? (
            <Tag tone={assessed.correct ? 'accent' : 'clay'}>{assessed.correct ? 'right' : 'wrong'}</Tag>
          ) : (
            assessed.score !== undefined && <Tag>{`${percent(assessed.score)} of the points`}</Tag>
          )}
          {assessed.rating !== undefined && <Tag>{`rated ${assessed.rating}`}</Tag>}
          <small>
            {[
              assessed.difficulty === undefined ? '' : `difficulty ${percent(assessed.difficulty)}`,
              assessed.response_time_seconds === undefined
                ? ''
                : `${decimal(assessed.response_time_seconds)} s`,
            ]
              .filter((part) => part !== '')
              .join(', ')}
          </small>
        </p>
      )}
      {adapted.length > 0 && <small>Adapted: {adapted.map(lowerWords).join(', ')}</small>}
    </li>
  );
}

function resultOf(assessed: Interaction['assessed']): string | undefined {
  if (assessed?.correct === undefined) return undefined;
  return assessed.correct ? 'right' : 'wrong';
}
