import type { ReactNode } from 'react';
import type { Learner } from '../../api/types.ts';
import { Section } from '../../parts/Section.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { dayOf } from '../../words/dates.ts';
import { lowerWords, sourceName, words } from '../../words/names.ts';
import styles from './Profile.module.css';

const AGE_GROUPS = {
  child: 'Under 13',
  teen: '13 to 17',
  adult: 'Adult',
  unknown: 'Not known, so treated as a child',
};

export function Profile({ learner }: { learner: Learner }) {
  const { profile, origin, preferences } = learner;
  const { privacy_settings: privacy, learning_preferences: wishes } = preferences ?? {};
  const given = (choice: boolean | undefined) => choice === true;
  return (
    <Section title="Profile">
      <dl className={styles.facts}>
        <Fact name="Subjects">
          {profile.subjects_of_interest.length === 0
            ? 'None recorded'
            : profile.subjects_of_interest.map((subject) => <Tag key={subject}>{words(subject)}</Tag>)}
        </Fact>
        {profile.learning_goals.length > 0 && (
          <Fact name="Goals">
            <ul>
              {profile.learning_goals.map((goal) => (
                <li key={goal}>{goal}</li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact name="Age">{profile.age ?? AGE_GROUPS[origin.age_group]}</Fact>
        <Fact name="Time zone">{profile.timezone}</Fact>
        {origin.kind !== 'imported' && (
          <Fact name="Wishes for">
            {lowerWords(wishes?.explanation_style ?? '')} explanations,{' '}
            {lowerWords(wishes?.difficulty_preference ?? '')} difficulty
          </Fact>
        )}
        <Fact name="Agreed to">
          <Consent given={given(privacy?.analytics_participation)}>
            finding out how learning goes best
          </Consent>
          <Consent given={given(privacy?.emotional_data_usage)}>remembering feelings</Consent>
          <Consent given={given(privacy?.learning_data_sharing)}>showing teachers what was learned</Consent>
        </Fact>
        <Fact name={origin.kind === 'registered' ? 'Registered' : 'Here since'}>
          {dayOf(learner.created_at)}
          {origin.kind === 'imported' && `, from ${sourceName(origin)}`}
        </Fact>
        {origin.legal_basis !== undefined && <Fact name="Legal basis">{words(origin.legal_basis)}</Fact>}
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Consent({ given, children }: { given: boolean; children: string }) {
  return (
    <span className={styles.consent} data-given={given || undefined}>
      <span aria-hidden="true">{given ? '✓' : '–'}</span>
      <span className="visually-hidden">{given ? 'yes: ' : 'no: '}</span>
      {children}
    </span>
  );
}
