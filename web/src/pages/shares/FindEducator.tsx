import { FormBox } from '../../parts/form/FormBox.tsx';
import { TextField } from '../../parts/form/fields.tsx';
import { useForm } from '../../parts/form/useForm.ts';
import { Section } from '../../parts/Section.tsx';
import styles from './SharesPage.module.css';

/** A link of a teacher's, of which the number is the end; or the number alone. */
const NUMBER = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** Begins to share with the teacher whose link or number one was given. */
export function FindEducator({ onFound }: { onFound: (educatorId: string) => void }) {
  const form = useForm({
    initial: { educator: '' },
    // What is no number goes on as it is: the service then says that there is nobody.
    submit: async ({ educator }) => onFound((NUMBER.exec(educator)?.[0] ?? educator).trim().toLowerCase()),
  });
  return (
    <Section
      title="Choose somebody"
      lead="Teachers have a link and a number for those they teach. You see who it is before anything is shared."
    >
      <div className={styles.narrow}>
        <FormBox form={form} submit="Who is it?">
          <TextField
            field={form.field('educator')}
            label="Link or number of the teacher"
            autoComplete="off"
            maxLength={200}
          />
        </FormBox>
      </div>
    </Section>
  );
}
