import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../ProblemNotice.tsx';
import styles from './FormBox.module.css';
import type { Form } from './useForm.ts';

interface Props {
  form: Pick<Form<Record<string, string>>, 'element' | 'onSubmit' | 'problem' | 'busy'>;
  /** On the button that sends it. */
  submit: string;
  /** Beside that button. */
  beside?: ReactNode;
  children: ReactNode;
}

/** A form with its fields, what is wrong with the whole of it, and the button that sends it. */
export function FormBox({ form, submit, beside, children }: Props) {
  return (
    <form ref={form.element} onSubmit={form.onSubmit} noValidate className={styles.form}>
      {children}
      {form.problem !== null && <ProblemNotice error={form.problem} />}
      <div className={styles.foot}>
        <Button type="submit" loading={form.busy}>
          {submit}
        </Button>
        {beside}
      </div>
    </form>
  );
}
