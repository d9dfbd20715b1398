import { choice } from '../../fields/choice.ts';
import { encrypted } from '../../fields/facts.ts';
import { group } from '../../fields/group.ts';
import { instant } from '../../fields/instant.ts';
import { integer } from '../../fields/integer.ts';
import { list } from '../../fields/list.ts';
import { slug } from '../../fields/slug.ts';
import { text } from '../../fields/text.ts';
import { TIME_ZONE_PATTERN } from '../../vocabulary/time-zones.ts';

/** Who the person is. */
export const profile = group(
  {
    name: text({
      description: 'Display name.',
      maxLength: 120,
      identifies: true,
      displayed: true,
      protection: encrypted({ searchTokens: { key: 'platform' } }),
      nullable: 'An import of research data knows no names.',
    }),
    age: integer({
      description: 'Age in whole years when it was recorded.',
      minimum: 3,
      maximum: 120,
      unit: 'years',
      optional: true,
      setBy: 'platform',
    }),
    age_recorded_at: instant({
      description: 'When the age was recorded; a person is under 13 until this proves otherwise.',
      optional: true,
      setBy: 'platform',
      extension: 'An age goes stale, and COPPA turns on it (architecture 7).',
    }),
    education_level: choice(['middle_school', 'high_school', 'undergraduate', 'graduate', 'professional'], {
      description: 'Level of education.',
      nullable: 'An import may not know it.',
    }),
    timezone: text({
      description: 'IANA time zone, for scheduling and analytics.',
      displayed: true,
      maxLength: 64,
      pattern: TIME_ZONE_PATTERN,
    }),
    location: group(
      {
        country: text({
          description: 'Country, ISO 3166-1 alpha-2; the age of consent depends on it.',
          maxLength: 2,
          pattern: '^[A-Z]{2}$',
        }),
        region: text({
          description: 'Place below the country.',
          maxLength: 120,
          optional: true,
          identifies: true,
          protection: encrypted(),
        }),
      },
      { description: 'Where the person lives.', optional: true },
    ),
    learning_goals: list(text({ description: 'One goal, in the words of the learner.', maxLength: 500 }), {
      description: 'What the learner wants to reach.',
      maxItems: 50,
      protection: encrypted({ searchTokens: { key: 'platform' } }),
      purpose: 'learning',
    }),
    subjects_of_interest: list(slug({ description: 'A subject.' }), {
      description: 'Subjects the learner cares about; display names stand in `concepts`.',
      maxItems: 50,
      purpose: 'learning',
    }),
  },
  { description: 'Who the person is and what they want to learn.' },
);
