import { useQuery, useQueryClient } from '@tanstack/react-query';
import { changeProfile } from '../../api/profiles.ts';
import { queries } from '../../api/queries.ts';
import type { Profile } from '../../api/types.ts';
import { Answered } from '../../parts/Answered.tsx';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { ChoiceField, TextField } from '../../parts/form/fields.tsx';
import { Saved } from '../../parts/form/Saved.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { Section } from '../../parts/Section.tsx';
import { COUNTRIES } from '../../words/countries.ts';
import { educationName } from '../../words/names.ts';
import { timeZones } from '../../words/timeZones.ts';
import styles from './SettingsPage.module.css';

const LEVELS = ['middle_school', 'high_school', 'undergraduate', 'graduate', 'professional'] as const;

export function ProfileSection({ id }: { id: string }) {
  const query = useQuery(queries.profile(id));
  return (
    <Section title="Profile" id="profile" lead="Who you are here. All of it can be changed at any time.">
      <Answered query={query} lines={6}>
        {(profile) => <ProfileForm id={id} profile={profile} />}
      </Answered>
    </Section>
  );
}

function ProfileForm({ id, profile }: { id: string; profile: Profile }) {
  const client = useQueryClient();
  const form = useForm({
    initial: {
      name: profile.name ?? '',
      education_level: profile.education_level ?? '',
      country: profile.location?.country ?? '',
      timezone: profile.timezone,
    },
    optional: ['education_level', 'country'],
    submit: ({ name, education_level, country, timezone }) =>
      changeProfile(id, {
        name: name.trim(),
        education_level: LEVELS.find((level) => level === education_level) ?? null,
        location: country === '' ? null : { country },
        timezone,
      }),
    onDone: () => void client.invalidateQueries(),
  });
  return (
    <div className={styles.narrow}>
      <FormBox form={form} submit="Save" beside={<Saved form={form} />}>
        <TextField field={form.field('name')} label="Name" autoComplete="nickname" maxLength={120} />
        <ChoiceField
          field={form.field('education_level')}
          label="Education"
          options={[
            { value: '', label: 'Not said' },
            ...LEVELS.map((value) => ({ value, label: educationName(value) })),
          ]}
        />
        <ChoiceField
          field={form.field('country')}
          label="Country"
          options={COUNTRIES}
          autoComplete="country"
        />
        <ChoiceField
          field={form.field('timezone')}
          label="Time zone"
          description="A day begins and ends by it."
          options={timeZones(profile.timezone)}
        />
      </FormBox>
    </div>
  );
}
