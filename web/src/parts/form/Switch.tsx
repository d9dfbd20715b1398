import { type ReactNode, useId } from 'react';
import styles from './Switch.module.css';

interface Props {
  label: ReactNode;
  description?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  /** Whether what was chosen is being stored. */
  busy?: boolean;
  onChange: (checked: boolean) => void;
}

/** Yes or no, the same gesture either way. */
export function Switch({ label, description, checked, disabled = false, busy = false, onChange }: Props) {
  const id = useId();
  return (
    <label className={styles.row} htmlFor={id} data-disabled={disabled || undefined}>
      <span>
        <span className={styles.label}>{label}</span>
        {description !== undefined && (
          <span id={`${id}-more`} className={styles.description}>
            {description}
          </span>
        )}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className={styles.switch}
        checked={checked}
        aria-checked={checked}
        disabled={disabled}
        aria-busy={busy || undefined}
        aria-describedby={description === undefined ? undefined : `${id}-more`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
