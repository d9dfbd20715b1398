import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { changeAddress } from '../../api/registration.ts';
import { Answered } from '../../parts/Answered.tsx';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { PasswordField, TextField } from '../../parts/form/fields.tsx';
import { Saved } from '../../parts/form/Saved.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { Section } from '../../parts/Section.tsx';
import styles from './SettingsPage.module.css';

/** The address one signs in with, and another in its place. */
export function AddressSection() {
  const query = useQuery(queries.ownAccount());
  const form = useForm({
    initial: { email: '', password: '' },
    submit: ({ email, password }) => changeAddress(email.trim(), password),
  });
  return (
    <Section
      title="Email address"
      id="address"
      lead="You sign in with it. Mails that you asked for, and those that keep the account safe, go there."
    >
      <Answered query={query} lines={2}>
        {({ email }) => (
          <div className={styles.narrow}>
            <dl className={styles.facts}>
              <div>
                <dt>Now</dt>
                <dd>{email ?? 'None: somebody else made this account.'}</dd>
              </div>
            </dl>
            <FormBox
              form={form}
              submit="Use another address"
              beside={<Saved form={form}>A link is on its way to that address. It counts once opened.</Saved>}
            >
              <TextField field={form.field('email')} label="New address" type="email" autoComplete="email" />
              <PasswordField
                field={form.field('password')}
                label="Present password"
                description="So that nobody else can take the account by another address."
                autoComplete="current-password"
              />
            </FormBox>
          </div>
        )}
      </Answered>
    </Section>
  );
}
