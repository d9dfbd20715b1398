import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import type { FieldProps } from './useForm.ts';

interface Common {
  field: FieldProps;
  label: string;
  description?: string;
  /** May stay empty, and says so. */
  optional?: boolean;
}

const labelled = (label: string, optional: boolean) => (optional ? `${label} (if you like)` : label);

interface TextProps extends Common {
  autoComplete?: string;
  type?: 'text' | 'email' | 'number' | 'date';
  inputMode?: 'text' | 'numeric' | 'email';
  maxLength?: number;
  min?: number;
  max?: number;
}

export function TextField({ field, label, optional = false, ...rest }: TextProps) {
  return <TextInput {...field} {...rest} label={labelled(label, optional)} size="md" />;
}

interface PasswordProps extends Common {
  autoComplete: 'current-password' | 'new-password';
}

/** A password; whoever types it may look at it. */
export function PasswordField({ field, label, optional = false, ...rest }: PasswordProps) {
  return (
    <PasswordInput
      {...field}
      {...rest}
      label={labelled(label, optional)}
      aria-invalid={field.error !== undefined}
      size="md"
      visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
    />
  );
}

interface ChoiceProps extends Common {
  options: readonly { value: string; label: string }[];
  autoComplete?: string;
}

export function ChoiceField({ field, label, optional = false, options, ...rest }: ChoiceProps) {
  return (
    <NativeSelect {...field} {...rest} label={labelled(label, optional)} size="md" data={[...options]} />
  );
}

/** A code of six digits, or a recovery code; phones offer it where it came by message. */
export function CodeField({ field, label, description }: Common) {
  return (
    <TextInput
      {...field}
      {...(description !== undefined && { description })}
      label={label}
      size="md"
      autoComplete="one-time-code"
      autoCapitalize="off"
      spellCheck={false}
      maxLength={24}
    />
  );
}
