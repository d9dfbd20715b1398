import { code, codes, page, table } from '../derive/markdown.ts';
import type { Schema } from '../schema/resolved.ts';
import { RELATIONS } from '../schema/vocabulary/relations.ts';
import { ROLES } from '../schema/vocabulary/roles.ts';
import { SERVICE_SCOPES } from '../schema/vocabulary/service-scopes.ts';
import { eachField } from '../schema/walk.ts';
import type { FieldRule } from './field-rule.ts';
import { type Action, covers, type PolicyRule, scopesOf } from './policy.ts';
import { POLICY } from './policy-table.ts';

const SCOPES: Readonly<Record<string, string>> = {
  own: 'What belongs to the learner the actor is.',
  ...RELATIONS,
  everyone: 'What belongs to any learner.',
  reference: 'What describes subjects and not people.',
  records: 'What the platform keeps to run itself.',
  trail: 'The audit trail, which nobody changes through the door.',
};

/** The policy table as a page, with what each row comes to for the collections there are. */
export function policyPage(schema: Schema): string {
  return page(
    '# Who may do what',
    'Generated from `src/access/policy-table.ts` by `npm run generate`. What is not here is denied. The table is asked in ' +
      '`src/documents` and nowhere else, for HTTP, the library, the command line, imports and jobs alike; a refusal stands ' +
      'in the audit trail. Rows speak of declared properties (purpose, owner, protection), so a new collection is covered ' +
      'by what it declares.',
    'Besides the policy, the consents of each learner take away what the learner did not agree to: see [consent](consent.md).',
    '## Scopes',
    table(
      ['Scope', 'Whose documents'],
      Object.entries(SCOPES).map(([name, what]) => [code(name), what]),
    ),
    ...ROLES.flatMap((role) => {
      const rows = POLICY.filter((rule) => rule.role === role);
      return [
        `## ${code(role)}`,
        table(
          ['Scope', 'Actions', 'Fields', 'Needs', 'Why'],
          rows.map((rule) => [
            code(rule.scope),
            rule.actions.join(', '),
            fieldsOf(rule),
            needsOf(rule),
            rule.why,
          ]),
        ),
        'Comes to:',
        table(
          ['Collection', 'Scope', 'Actions'],
          Object.values(schema.collections).flatMap((collection) =>
            reachOf(rows, collection).map(([scope, actions]) => [
              code(collection.name),
              code(scope),
              actions,
            ]),
          ),
        ),
      ];
    }),
    '## Scopes of services',
    'A service does what its client was given, row by row of the role `service`.',
    table(
      ['Scope', 'What it lets a service do'],
      Object.entries(SERVICE_SCOPES).map(([name, what]) => [code(name), what]),
    ),
    '## Set by the platform alone',
    'Nobody who may change a document changes these fields of it; operations that check for themselves do, on behalf of ' +
      'whoever asked.',
    table(
      ['Collection', 'Fields'],
      Object.values(schema.collections)
        .filter(({ declaration }) => declaration.database === 'data')
        .flatMap((collection) => {
          if (collection.root.facts.guarded) return [[code(collection.name), 'all']];
          const guarded = [...eachField(collection.root)].filter(({ facts }) => facts.guarded);
          const outermost = guarded.filter(
            ({ path }) => !guarded.some((other) => other.path !== path && path.startsWith(`${other.path}.`)),
          );
          return outermost.length === 0
            ? []
            : [[code(collection.name), codes(outermost.map(({ path }) => path))]];
        }),
    ),
  );
}

function reachOf(
  rows: readonly PolicyRule[],
  collection: Schema['collections'][string],
): (readonly [scope: string, actions: string])[] {
  const scopes = scopesOf(collection);
  const reach = new Map<string, Set<Action>>();
  for (const rule of rows) {
    if (!scopes.includes(rule.scope)) continue;
    for (const action of rule.actions) {
      if (!covers(rule, collection, action)) continue;
      reach.set(rule.scope, (reach.get(rule.scope) ?? new Set()).add(action));
    }
  }
  return [...reach].map(([scope, actions]) => [scope, [...actions].join(', ')] as const);
}

function fieldsOf({ fields, writes, of, aggregated, guarded }: PolicyRule): string {
  const parts = [purposesOf(fields)];
  if (of) parts.push(`in collections kept for ${of.join(', ')}`);
  if (writes) parts.push(`changes only ${purposesOf(writes)}`);
  if (aggregated) parts.push('only figures over many learners, small groups left out');
  if (guarded) parts.push('also what only the platform sets');
  return parts.join('; ');
}

function purposesOf({ purposes, texts, credentials }: FieldRule): string {
  const kept = purposes === 'any' ? 'all' : `kept for ${purposes.join(', ')}`;
  if (credentials) return `${kept}, credentials as well`;
  return texts ? `${kept}, no credentials` : `${kept}, nothing encrypted`;
}

function needsOf({ needs = {} }: PolicyRule): string {
  const { ticket, local, scope } = needs;
  const parts = [
    ...(ticket ? ['a ticket'] : []),
    ...(local ? ['no sign-in, on the machine itself'] : []),
    ...(scope ? [`the scope ${code(scope)}`] : []),
  ];
  return parts.join(', ') || '–';
}
