import { isObject, type JsonObject } from './json.ts';
import { labelOf, labelOfIri, lastSegment } from './label.ts';
import type { Label, SessionType } from './record.ts';
import { isIri, partOf, type ValidStatement } from './xapi-validity.ts';

const LANGUAGES = ['en', 'en-US', 'en-GB', 'und'] as const;

/** Activity types of the ADL vocabulary, by last segment, that are examinations or exercises. */
const SESSION_TYPES: Readonly<Record<string, SessionType>> = {
  assessment: 'assessment',
  exam: 'assessment',
  test: 'assessment',
  quiz: 'assessment',
  question: 'practice',
  'cmi.interaction': 'practice',
  interaction: 'practice',
  exercise: 'practice',
  simulation: 'practice',
};

interface Activity {
  readonly id: string;
  readonly definition: JsonObject;
}

/**
 * Where an activity belongs. subject: the course among the context's activities, else its parent, grouping or
 * category, else the activity's own authority; topic: the parent unless that is the subject, else the activity's
 * type; concept: the activity, by its IRI.
 */
export function placeOf(statement: ValidStatement): {
  readonly subject: Label;
  readonly topic: Label;
  readonly concept: Label;
} {
  const [parents, groupings, categories] = ['parent', 'grouping', 'category'].map((key) =>
    contextActivities(statement.context, key),
  );
  const around = [...(parents ?? []), ...(groupings ?? []), ...(categories ?? [])];
  const subject = around.find((activity) => typeOf(activity.definition) === 'course') ?? around[0];
  const parent = parents?.find((activity) => activity.id !== subject?.id);
  return {
    subject: subject ? labelOfActivity(subject) : labelOf(authorityOf(statement.activity)),
    topic: parent
      ? labelOfActivity(parent)
      : labelOf(typeOf(statement.definition)?.replaceAll('.', ' ') ?? 'Activities'),
    concept: labelOfActivity({ id: statement.activity, definition: statement.definition }),
  };
}

/** What an activity of that kind is done for. */
export function sessionTypeOf(definition: JsonObject): SessionType {
  return SESSION_TYPES[typeOf(definition) ?? ''] ?? 'study';
}

/** Whether the activity asks for an opinion, where no answer is right. */
export function isSurvey(definition: JsonObject): boolean {
  return definition['interactionType'] === 'likert' || /(^|:)survey$/.test(typeOf(definition) ?? '');
}

function labelOfActivity({ id, definition }: Activity): Label {
  return labelOfIri(id, nameOf(definition));
}

/** The name in English if there is one, else in the first language given. */
function nameOf(definition: JsonObject): string | undefined {
  const names = definition['name'];
  if (!isObject(names)) return undefined;
  const preferred = [...LANGUAGES, ...Object.keys(names)].find(
    (language) => typeof names[language] === 'string',
  );
  const name = preferred === undefined ? undefined : names[preferred];
  return typeof name === 'string' ? name : undefined;
}

/** The last segment of the activity type's IRI. */
function typeOf(definition: JsonObject): string | undefined {
  const { type } = definition;
  return typeof type === 'string' && type !== '' ? lastSegment(type).toLowerCase() : undefined;
}

/** A list, or a single activity as versions before 1.0 had it. */
function contextActivities(context: JsonObject, key: string): readonly Activity[] {
  const value = partOf(context, 'contextActivities')[key];
  return (Array.isArray(value) ? value : [value])
    .filter(isObject)
    .filter((activity) => isIri(activity['id']))
    .map((activity) => ({ id: String(activity['id']), definition: partOf(activity, 'definition') }));
}

/** `example.org` of `https://example.org/a/b`, else the scheme. */
function authorityOf(iri: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/i.exec(iri)?.[1] ?? iri.slice(0, iri.indexOf(':'));
}
