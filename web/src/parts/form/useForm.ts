import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { problemOf } from '../../api/problem.ts';

type Values = Record<string, string>;

/** What a field of a form is given. */
export interface FieldProps {
  name: string;
  value: string;
  onChange: (event: { currentTarget: { value: string } }) => void;
  error: string | undefined;
}

export interface Form<V extends Values> {
  readonly values: V;
  readonly busy: boolean;
  /** Whether it was stored as it stands now. */
  readonly saved: boolean;
  /** What no field can show; null while there is nothing to say. */
  readonly problem: unknown;
  readonly element: RefObject<HTMLFormElement | null>;
  readonly onSubmit: (event: FormEvent) => void;
  field(name: keyof V & string): FieldProps;
  set(changes: Partial<V>): void;
}

interface Options<V extends Values, R> {
  initial: V;
  /** Fields that may stay empty. */
  optional?: readonly (keyof V & string)[];
  submit: (values: V) => Promise<R>;
  onDone?: (result: R, values: V) => void;
}

const EMPTY = 'Please fill this in.';

/**
 * A form whose fields are named as the API names them: what the service says of one stands at that field, and the first
 * such field gets the focus.
 */
export function useForm<V extends Values, R>({
  initial,
  optional = [],
  submit,
  onDone,
}: Options<V, R>): Form<V> {
  const [values, setValues] = useState(initial);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const element = useRef<HTMLFormElement>(null);
  const sending = useMutation({
    mutationFn: submit,
    onSuccess: (result, sent) => onDone?.(result, sent),
  });
  const { error } = sending;
  const told = error === null ? [] : (problemOf(error).violations ?? []);
  const messageOf = (name: string) =>
    missing.includes(name) ? EMPTY : wordsOf(told.find(({ path }) => fieldOf(path) === name)?.message);

  const wrong = Object.keys(initial).find((name) => messageOf(name) !== undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when something new is wrong
  useEffect(() => {
    if (wrong !== undefined) element.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
  }, [missing, error]);

  return {
    values,
    busy: sending.isPending,
    saved: sending.isSuccess && sending.variables === values,
    problem: told.length > 0 && told.every(({ path }) => fieldOf(path) in values) ? null : error,
    element,
    onSubmit: (event) => {
      event.preventDefault();
      if (sending.isPending) return;
      const empty = Object.keys(values).filter(
        (name) => values[name]?.trim() === '' && !optional.includes(name),
      );
      setMissing(empty);
      if (empty.length === 0) sending.mutate(values);
    },
    field: (name) => ({
      name,
      value: values[name] ?? '',
      onChange: ({ currentTarget: { value } }) => {
        setValues((before) => ({ ...before, [name]: value }));
        setMissing((before) => before.filter((one) => one !== name));
      },
      error: messageOf(name),
    }),
    set: (changes) => setValues((before) => ({ ...before, ...changes })),
  };
}

const fieldOf = (path: string | undefined): string => path?.split('.').at(-1) ?? '';

/** A reason as a sentence: "must have at least 8 characters" as "It must have at least 8 characters." */
function wordsOf(message: string | undefined): string | undefined {
  if (message === undefined) return undefined;
  const whole = /^(must|is|has|may|cannot)\b/.test(message) ? `It ${message}` : message;
  const told = whole.charAt(0).toUpperCase() + whole.slice(1);
  return /[.!?]$/.test(told) ? told : `${told}.`;
}
