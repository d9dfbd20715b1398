import { useQuery, useQueryClient } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { changePassword } from '../../api/sign-in.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { PasswordField } from '../../parts/form/fields.tsx';
import { Saved } from '../../parts/form/Saved.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { Section } from '../../parts/Section.tsx';
import { dayOf } from '../../words/dates.ts';
import { PASSWORD_ADVICE } from '../../words/passwords.ts';
import styles from './SettingsPage.module.css';

export function PasswordSection() {
  const { data } = useQuery(queries.ownAccount());
  const client = useQueryClient();
  const form = useForm({
    initial: { current_password: '', new_password: '' },
    submit: ({ current_password, new_password }) => changePassword(current_password, new_password),
    onDone: () => void client.invalidateQueries(),
  });
  const changed = data?.last_password_change;
  return (
    <Section
      title="Password"
      id="password"
      aside={changed == null ? undefined : `set on ${dayOf(changed)}`}
      lead="When it changes, every other device is signed out."
    >
      <div className={styles.narrow}>
        <FormBox form={form} submit="Change the password" beside={<Saved form={form}>Changed</Saved>}>
          {/* Password managers want to know whose it is. */}
          <input
            type="text"
            name="username"
            autoComplete="username"
            value={data?.email ?? ''}
            readOnly
            hidden
          />
          <PasswordField
            field={form.field('current_password')}
            label="Present password"
            autoComplete="current-password"
          />
          <PasswordField
            field={form.field('new_password')}
            label="New password"
            description={PASSWORD_ADVICE}
            autoComplete="new-password"
          />
        </FormBox>
      </div>
    </Section>
  );
}
