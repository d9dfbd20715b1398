/** How an account wants to learn until its owner says otherwise. */
export const LEARNING_PREFERENCES_AT_FIRST = {
  explanation_style: 'detailed',
  difficulty_preference: 'adaptive',
  feedback_frequency: 'moderate',
  emotional_support_level: 'standard',
} as const;
