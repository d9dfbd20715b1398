import type { BooleanField } from './boolean.ts';
import type { BytesField } from './bytes.ts';
import type { ChoiceField } from './choice.ts';
import type { GroupField } from './group.ts';
import type { InstantField } from './instant.ts';
import type { IntegerField } from './integer.ts';
import type { ListField } from './list.ts';
import type { NumberField } from './number.ts';
import type { ObjectIdField } from './object-id.ts';
import type { RecordField } from './record.ts';
import type { SlugField } from './slug.ts';
import type { TextField } from './text.ts';
import type { UuidField } from './uuid.ts';

/** A field as it is declared. */
export type Field =
  | TextField
  | SlugField
  | UuidField
  | ObjectIdField
  | IntegerField
  | NumberField
  | BooleanField
  | InstantField
  | ChoiceField
  | BytesField
  | ListField
  | GroupField
  | RecordField;

/** The kinds of field there are; a derivation holds one processor for each. */
export type FieldKind = Field['kind'];

/** A field that holds no other. */
export type LeafField = Exclude<Field, ListField | GroupField | RecordField>;
