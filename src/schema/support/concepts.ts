import { among, collection, equals, from, index, query } from '../define.ts';
import { group } from '../fields/group.ts';
import { list } from '../fields/list.ts';
import { share } from '../fields/number.ts';
import { record } from '../fields/record.ts';
import { slug } from '../fields/slug.ts';
import { text } from '../fields/text.ts';
import { bookkeeping, documentId } from './bookkeeping.ts';

const displayName = (description: string) => text({ description, maxLength: 500 });

export const concepts = collection({
  name: 'concepts',
  typeName: 'ConceptDocument',
  description: 'What can be learned: subjects, topics, concepts, their display names and prerequisites.',
  specification: null,
  extension: 'Prerequisites and display names have no source in the specification (architecture 6, 9).',
  database: 'data',
  owner: null,
  identity: ['subject', 'topic', 'concept'],
  datedBy: '_id',
  purpose: 'learning',
  retention: 'educational_metadata',
  export: false,
  shardKey: null,
  fields: {
    _id: documentId,
    subject: slug({ description: 'Subject.' }),
    topic: slug({ description: 'Topic within the subject.' }),
    concept: slug({ description: 'Concept within the topic.' }),
    names: group(
      {
        subject: displayName('Display name of the subject.'),
        topic: displayName('Display name of the topic.'),
        concept: displayName('Display name of the concept.'),
      },
      { description: 'How it is called where people read it.' },
    ),
    translations: record(
      slug({ description: 'BCP 47 language tag in lower case.' }),
      displayName('Display name of the concept in that language.'),
      { description: 'The name in other languages.', maxKeys: 100 },
    ),
    prerequisites: list(
      group(
        {
          concept: slug({ description: 'The concept needed first.' }),
          importance_weight: share({ description: 'How much it matters.' }),
          mastery_required: share({ description: 'Mastery needed at least.' }),
        },
        { description: 'One prerequisite.' },
      ),
      { description: 'What is needed first.', maxItems: 50, elementKey: ['concept'] },
    ),
    source: text({
      description: 'Where the concept comes from: an import, or the generator.',
      maxLength: 120,
    }),
    revision: bookkeeping.revision,
  },
  indexes: [
    index(
      { subject: 1, topic: 1, concept: 1 },
      { why: 'one document for each concept', unique: true, extension: 'Support collection.' },
    ),
    index(
      { concept: 1 },
      { why: 'display names of the concepts on a page', extension: 'Support collection.' },
    ),
  ],
  queries: {
    concept_names: query({
      why: 'display names of some concepts',
      filter: { concept: among('concepts') },
      projection: ['subject', 'topic', 'concept', 'names'],
      answers: 'page',
      index: 'concept_1',
      promise: { slaMs: 100, frequency: 'high' },
    }),
    concepts_of_subject: query({
      why: 'concepts of one subject',
      filter: { subject: equals('subject') },
      projection: 'whole',
      answers: 'page',
      index: 'subject_1_topic_1_concept_1',
      promise: { slaMs: 150, frequency: 'medium' },
    }),
    all_concepts: query({
      why: 'every concept, by subject',
      filter: { subject: from('subject') },
      sort: { subject: 1, topic: 1, concept: 1 },
      projection: 'whole',
      answers: 'page',
      index: 'subject_1_topic_1_concept_1',
      promise: { slaMs: 500, frequency: 'low' },
    }),
  },
});
