import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changePreferences } from '../../api/profiles.ts';
import { queries } from '../../api/queries.ts';
import type { Preferences, PreferencesChange } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { Switch } from '../../parts/form/Switch.tsx';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';
import { Section } from '../../parts/Section.tsx';
import { LearningChoices } from './LearningChoices.tsx';
import styles from './SettingsPage.module.css';

const NOTIFICATIONS = [
  {
    name: 'email_notifications',
    label: 'Mail at all',
    description:
      'Without it none of the following is sent. What concerns the safety of the account always is.',
  },
  { name: 'study_reminders', label: 'Reminders to learn', description: 'When something is due for review.' },
  { name: 'progress_updates', label: 'How it is going', description: 'A summary now and then.' },
  { name: 'achievement_notifications', label: 'What was reached', description: 'When a goal is met.' },
] as const;

/** How somebody wants to learn, what they want to be told, and whether others see them. */
export function PreferencesSections({ id }: { id: string }) {
  const query = useQuery(queries.preferences(id));
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (wanted: PreferencesChange) => changePreferences(id, wanted),
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <>
      <Section title="How you learn" id="learning" lead="How explanations and exercises are chosen.">
        <Answered query={query} lines={6}>
          {({ learning_preferences }) => (
            <LearningChoices
              chosen={learning_preferences}
              onChoose={(learning) => change.mutate({ learning_preferences: learning })}
            />
          )}
        </Answered>
      </Section>
      <Section title="Notifications" id="notifications" lead="Nothing is sent that was not asked for.">
        <Answered query={query} lines={6}>
          {(preferences) => (
            <Switches
              preferences={preferences}
              busy={change.isPending ? change.variables : null}
              onChange={(wanted) => change.mutate(wanted)}
            />
          )}
        </Answered>
        {change.error !== null && <ProblemNotice error={change.error} />}
      </Section>
    </>
  );
}

interface SwitchesProps {
  preferences: Preferences;
  busy: PreferencesChange | null;
  onChange: (wanted: PreferencesChange) => void;
}

function Switches({ preferences, busy, onChange }: SwitchesProps) {
  const { notification_settings: told, privacy_settings: privacy } = preferences;
  const wanted = { ...told, ...busy?.notification_settings };
  return (
    <div className={styles.rows}>
      {NOTIFICATIONS.map(({ name, label, description }) => (
        <Switch
          key={name}
          label={label}
          description={description}
          checked={wanted[name]}
          disabled={name !== 'email_notifications' && !wanted.email_notifications}
          busy={busy?.notification_settings?.[name] !== undefined}
          onChange={(checked) => onChange({ notification_settings: { [name]: checked } })}
        />
      ))}
      <Switch
        label="Show my profile to others here"
        description="Name and subjects, nothing else. Never of somebody who is a child."
        checked={busy?.privacy_settings?.public_profile ?? privacy.public_profile}
        busy={busy?.privacy_settings !== undefined}
        onChange={(checked) => onChange({ privacy_settings: { public_profile: checked } })}
      />
    </div>
  );
}
