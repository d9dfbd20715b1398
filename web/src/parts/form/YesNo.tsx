import { useId } from 'react';
import styles from './YesNo.module.css';

interface Props {
  /** What is asked, for those who do not see it beside. */
  label: string;
  value: boolean;
  busy: boolean;
  onChoose: (value: boolean) => void;
}

/** Two answers of the same size and weight; one click either way. */
export function YesNo({ label, value, busy, onChoose }: Props) {
  const name = useId();
  return (
    <fieldset className={styles.choice} aria-busy={busy}>
      <legend className="visually-hidden">{label}</legend>
      {[true, false].map((one) => (
        <label key={String(one)} className={styles.answer} data-answer={one ? 'yes' : 'no'}>
          <input
            type="radio"
            name={name}
            checked={value === one}
            onChange={() => {
              if (!busy) onChoose(one);
            }}
          />
          <span>{one ? 'Yes' : 'No'}</span>
        </label>
      ))}
    </fieldset>
  );
}
