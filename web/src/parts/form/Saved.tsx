import styles from './Saved.module.css';
import type { Form } from './useForm.ts';

/** That a form was stored as it stands. The place is kept free, so that nothing moves. */
export function Saved({
  form,
  children = 'Saved',
}: {
  form: Pick<Form<Record<string, string>>, 'saved'>;
  children?: string;
}) {
  return (
    <span role="status" className={styles.saved}>
      {form.saved && children}
    </span>
  );
}
