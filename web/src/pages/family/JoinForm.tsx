import { useQueryClient } from '@tanstack/react-query';
import { joinFamily } from '../../api/families.ts';
import { FormBox } from '../../parts/form/FormBox.tsx';
import { TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { Section } from '../../parts/Section.tsx';
import styles from './FamilyPage.module.css';

/** Joins the plan of somebody who passed on a code. */
export function JoinForm({ id }: { id: string }) {
  const client = useQueryClient();
  const form = useForm({
    initial: { code: '' },
    submit: ({ code }) => joinFamily(id, code.trim()),
    onDone: () => void client.invalidateQueries(),
  });
  return (
    <Section
      title="Join a family"
      lead="With the code that somebody with a family plan gave you. A family of your own begins with the family plan."
    >
      <div className={styles.narrow}>
        <FormBox form={form} submit="Join">
          <TextField field={form.field('code')} label="Code" autoComplete="off" maxLength={64} />
        </FormBox>
      </div>
    </Section>
  );
}
