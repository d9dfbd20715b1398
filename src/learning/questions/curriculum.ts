/** What is needed before a concept. */
export interface Prerequisite {
  readonly concept: ConceptSlug;
  /** How much it matters, [0, 1]. */
  readonly importance_weight: number;
  /** Mastery needed at least, [0, 1]. */
  readonly mastery_required: number;
}

/** One concept of the practice curriculum. */
export interface CurriculumConcept {
  readonly slug: ConceptSlug;
  readonly name: string;
  readonly subject: SubjectSlug;
  readonly topic: string;
  readonly prerequisites: readonly Prerequisite[];
  /** How demanding the concept is, [0, 1]: about the share of a school career that comes before it. */
  readonly demand: number;
  /** The idea in a sentence, as the tutor says it. */
  readonly idea: string;
}

/** Subjects and their topics with the names people read. */
export const SUBJECTS = {
  mathematics: {
    name: 'Mathematics',
    topics: {
      arithmetic: 'Arithmetic',
      fractions: 'Fractions',
      proportions: 'Proportions',
      algebra: 'Algebra',
    },
  },
  english: {
    name: 'English',
    topics: { nouns: 'Nouns', verbs: 'Verbs', adjectives: 'Adjectives', sentences: 'Sentences' },
  },
  science: {
    name: 'Science',
    topics: {
      measurement: 'Measurement',
      motion: 'Motion',
      matter: 'Matter',
      life: 'Living things',
      electricity: 'Electricity',
    },
  },
} as const;

export type SubjectSlug = keyof typeof SUBJECTS;

type Entry = readonly [
  topic: string,
  name: string,
  demand: number,
  idea: string,
  prerequisites: readonly (readonly [concept: string, importance: number, required: number])[],
];

const ENTRIES = {
  mathematics: {
    'order-of-operations': [
      'arithmetic',
      'Order of operations',
      0.2,
      'Brackets come first, then powers, then times and divided by, and plus and minus last.',
      [],
    ],
    'negative-numbers': [
      'arithmetic',
      'Negative numbers',
      0.3,
      'Taking away a negative number is the same as adding the positive one.',
      [['order-of-operations', 0.4, 0.6]],
    ],
    'equivalent-fractions': [
      'fractions',
      'Equivalent fractions',
      0.25,
      'A fraction keeps its value when top and bottom are multiplied or divided by the same number.',
      [],
    ],
    'adding-fractions': [
      'fractions',
      'Adding fractions',
      0.4,
      'Fractions can only be added once they have the same denominator.',
      [['equivalent-fractions', 0.9, 0.7]],
    ],
    'fractions-to-decimals': [
      'fractions',
      'Fractions as decimals',
      0.35,
      'A fraction is a division: the top divided by the bottom.',
      [['equivalent-fractions', 0.6, 0.6]],
    ],
    percentages: [
      'proportions',
      'Percentages',
      0.45,
      'A percentage is a fraction with the denominator 100.',
      [['fractions-to-decimals', 0.8, 0.7]],
    ],
    'linear-equations': [
      'algebra',
      'Linear equations',
      0.55,
      'An equation stays true when the same thing is done to both of its sides.',
      [
        ['order-of-operations', 0.7, 0.7],
        ['negative-numbers', 0.7, 0.7],
      ],
    ],
    'quadratic-equations': [
      'algebra',
      'Quadratic equations',
      0.75,
      'A product is zero exactly when one of its factors is zero, so factorising finds the solutions.',
      [['linear-equations', 0.9, 0.75]],
    ],
  },
  english: {
    articles: [
      'nouns',
      'The articles a and an',
      0.15,
      'What counts is the sound a word begins with, not the letter.',
      [],
    ],
    'plural-forms': [
      'nouns',
      'Plural forms',
      0.2,
      'Most nouns take -s or -es; a few old ones change their vowel or stay as they are.',
      [],
    ],
    quantifiers: [
      'nouns',
      'Quantifiers',
      0.35,
      'Many and few go with what can be counted, much and little with what cannot.',
      [['plural-forms', 0.6, 0.6]],
    ],
    'third-person-verbs': [
      'verbs',
      'Verbs in the third person',
      0.2,
      'With he, she or it, a verb in the present takes -s or -es.',
      [],
    ],
    'irregular-past': [
      'verbs',
      'Past of irregular verbs',
      0.4,
      'Irregular verbs have a past form of their own that has to be learned by heart.',
      [['third-person-verbs', 0.4, 0.6]],
    ],
    'present-perfect': [
      'verbs',
      'The present perfect',
      0.55,
      'The present perfect is have or has with the past participle.',
      [['irregular-past', 0.9, 0.7]],
    ],
    comparatives: [
      'adjectives',
      'Comparatives',
      0.3,
      'Short adjectives take -er, long ones take more, and a few are irregular.',
      [],
    ],
    'passive-voice': [
      'sentences',
      'The passive voice',
      0.65,
      'In the passive, what is acted on becomes the subject: a form of be with the past participle.',
      [['present-perfect', 0.7, 0.7]],
    ],
  },
  science: {
    'unit-conversion': [
      'measurement',
      'Converting units',
      0.3,
      'Going to a smaller unit makes the number larger, and the other way round.',
      [],
    ],
    speed: ['motion', 'Speed', 0.4, 'Speed is distance divided by time.', [['unit-conversion', 0.7, 0.65]]],
    density: [
      'matter',
      'Density',
      0.5,
      'Density is mass divided by volume.',
      [['unit-conversion', 0.7, 0.65]],
    ],
    'states-of-matter': [
      'matter',
      'States of matter',
      0.25,
      'Below its melting point a substance is solid, above its boiling point a gas, in between liquid.',
      [],
    ],
    'chemical-symbols': [
      'matter',
      'Chemical symbols',
      0.35,
      'Each element has a symbol of one or two letters, often from its Latin name.',
      [],
    ],
    'food-chains': [
      'life',
      'Food chains',
      0.2,
      'Energy flows from producers to those that eat them, and on to those that eat these.',
      [],
    ],
    'ohms-law': [
      'electricity',
      "Ohm's law",
      0.6,
      'Voltage is current times resistance.',
      [
        ['unit-conversion', 0.5, 0.6],
        ['linear-equations', 0.6, 0.6],
      ],
    ],
    'series-and-parallel': [
      'electricity',
      'Series and parallel circuits',
      0.7,
      'Resistances in series add up; in parallel their reciprocals do.',
      [
        ['ohms-law', 0.9, 0.7],
        ['adding-fractions', 0.5, 0.6],
      ],
    ],
  },
} as const satisfies Record<SubjectSlug, Record<string, Entry>>;

type SlugsOf<Subject> = Subject extends SubjectSlug ? keyof (typeof ENTRIES)[Subject] : never;

/** Every concept of the practice curriculum. */
export type ConceptSlug = SlugsOf<SubjectSlug>;

/** The concepts, each after its prerequisites. */
export const CONCEPTS: readonly CurriculumConcept[] = inOrder();

const BY_SLUG: ReadonlyMap<string, CurriculumConcept> = new Map(
  CONCEPTS.map((concept) => [concept.slug, concept]),
);

/** The concept of that slug, or undefined where the curriculum has none. */
export function conceptOf(slug: string): CurriculumConcept | undefined {
  return BY_SLUG.get(slug);
}

/** The concepts of a subject, each after its prerequisites. */
export function conceptsOf(subject: SubjectSlug): readonly CurriculumConcept[] {
  return CONCEPTS.filter((concept) => concept.subject === subject);
}

/** What builds directly on a concept, and how much the concept helps with it, [0, 1]. */
export function dependentsOf(
  slug: ConceptSlug,
): readonly { concept: ConceptSlug; dependency_strength: number }[] {
  return CONCEPTS.flatMap(({ slug: concept, prerequisites }) =>
    prerequisites
      .filter((prerequisite) => prerequisite.concept === slug)
      .map(({ importance_weight }) => ({ concept, dependency_strength: importance_weight })),
  );
}

/** Display names of a concept, its topic and its subject. */
export function namesOf({ subject, topic, name }: CurriculumConcept): {
  subject: string;
  topic: string;
  concept: string;
} {
  const topics: Readonly<Record<string, string>> = SUBJECTS[subject].topics;
  return { subject: SUBJECTS[subject].name, topic: topics[topic] ?? topic, concept: name };
}

/** Subjects and entries stand in an order in which every concept follows what it needs; the tests hold them to it. */
function inOrder(): CurriculumConcept[] {
  return (Object.entries(ENTRIES) as [SubjectSlug, Record<string, Entry>][]).flatMap(([subject, entries]) =>
    (Object.entries(entries) as [ConceptSlug, Entry][]).map(
      ([slug, [topic, name, demand, idea, prerequisites]]) => ({
        slug,
        name,
        subject,
        topic,
        demand,
        idea,
        prerequisites: prerequisites.map(([concept, importance_weight, mastery_required]) => ({
          concept: concept as ConceptSlug,
          importance_weight,
          mastery_required,
        })),
      }),
    ),
  );
}
