import type { ReactNode } from 'react';
import type { AuthenticatorSecret } from '../../../api/types.ts';
import { FormBox } from '../../../parts/form/FormBox.tsx';
import { CodeField } from '../../../parts/form/fields.tsx';
import { useForm } from '../../../parts/form/useForm.ts';
import styles from '../SettingsPage.module.css';
import { QrCode } from './QrCode.tsx';

interface Props<T> {
  secret: AuthenticatorSecret;
  /** Sends the code. */
  confirm: (code: string) => Promise<T>;
  onDone: (confirmed: T) => void;
  /** The other way out. */
  beside: ReactNode;
}

/** The secret, as a picture and for typing, and the first code that proves it arrived. */
export function ConfirmFactor<T>({ secret, confirm, onDone, beside }: Props<T>) {
  const form = useForm({
    initial: { code: '' },
    submit: ({ code }) => confirm(code.trim()),
    onDone,
  });
  return (
    <div className={styles.enrol}>
      <div className={styles.qr}>
        <QrCode text={secret.uri} label="QR code for your authenticator app" />
      </div>
      <div>
        <p>
          Scan this with an authenticator app. Or type the key there:{' '}
          <code className={styles.secret}>{secret.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        <FormBox form={form} submit="Turn it on" beside={beside}>
          <CodeField
            field={form.field('code')}
            label="The code the app shows now"
            description="Six digits. They change every half minute."
          />
        </FormBox>
      </div>
    </div>
  );
}
