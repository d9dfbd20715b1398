import { describe, expect, it } from 'vitest';
import type { ResolvedCollection } from '../schema/resolved.ts';
import { SCHEMA } from '../schema/schema.ts';
import { ROLES, type Role } from '../schema/vocabulary/roles.ts';
import { SERVICE_SCOPES } from '../schema/vocabulary/service-scopes.ts';
import type { Actor } from './actor.ts';
import { ACTIONS, rulesFor } from './policy.ts';
import { POLICY } from './policy-table.ts';

const EVERYTHING: Omit<Actor, 'role'> = {
  id: 'someone',
  purpose: 'test',
  requestId: 'request',
  learner: 'me',
  ticket: 'T-1',
  scopes: Object.keys(SERVICE_SCOPES),
  isLocal: true,
};
const COLLECTIONS = Object.values(SCHEMA.collections);
const WRITES = ACTIONS.filter((action) => action !== 'read' && action !== 'summarise');

/** The scopes under which a role may do something, in order. */
const scopesOf = (
  role: Role,
  action: (typeof ACTIONS)[number],
  collection: ResolvedCollection | undefined,
) => (collection ? rulesFor({ ...EVERYTHING, role }, action, collection).map(({ scope }) => scope) : []);

describe('the policy table', () => {
  it('names every role, and gives a reason for every row', () => {
    expect(new Set(POLICY.map(({ role }) => role))).toEqual(new Set(ROLES));
    for (const { why } of POLICY) expect(why).toMatch(/^\S.{10,}\.$/);
  });

  it('knows every scope of services, and no other', () => {
    const needed = POLICY.flatMap(({ needs }) => needs?.scope ?? []);
    expect(new Set(needed)).toEqual(new Set(Object.keys(SERVICE_SCOPES)));
  });

  it('lets nobody but the platform change what belongs to nobody, and nobody the trail', () => {
    for (const collection of COLLECTIONS.filter(({ owner }) => owner === null)) {
      const isTrail = collection.declaration.purpose === 'accountability';
      for (const role of ROLES) {
        for (const action of WRITES) {
          const isKept =
            role === 'service' && action !== 'delete' && collection.declaration.purpose === 'learning';
          const mayWrite = !isTrail && (role === 'system' || isKept);
          expect([role, action, collection.name, scopesOf(role, action, collection).length > 0]).toEqual([
            role,
            action,
            collection.name,
            mayWrite,
          ]);
        }
      }
    }
  });

  it('opens everybody’s documents to be changed to the platform and to connected services only', () => {
    for (const collection of COLLECTIONS) {
      for (const role of ROLES.filter((one) => one !== 'system' && one !== 'service')) {
        for (const action of WRITES) expect(scopesOf(role, action, collection)).not.toContain('everyone');
      }
    }
  });

  it('shows what is learned to nobody for being staff', () => {
    const staff = ROLES.filter((role) => !['system', 'service', 'operator'].includes(role));
    for (const name of ['learning_sessions', 'content_mastery', 'learning_dna', 'emotional_analytics']) {
      for (const role of staff)
        expect(scopesOf(role, 'read', SCHEMA.collections[name])).not.toContain('everyone');
      const { isLocal: _, ...remote } = { ...EVERYTHING, role: 'operator' as const };
      const collection = SCHEMA.collections[name];
      const rules = collection ? rulesFor(remote, 'read', collection) : [];
      expect(rules.map(({ scope }) => scope)).not.toContain('everyone');
    }
  });

  it('gives whoever states no ticket, sits elsewhere or was given no scope less', () => {
    const users = SCHEMA.collections['users'];
    const { ticket: _, isLocal: __, scopes: ___, ...bare } = EVERYTHING;
    for (const role of ['support', 'privacy_officer', 'service'] as const) {
      const rules = users ? rulesFor({ ...bare, role }, 'read', users) : [];
      expect(rules.map(({ scope }) => scope)).toEqual(['own']);
    }
  });

  it('gives an actor without a learner nothing of its own', () => {
    const { learner: _, ...nobody } = EVERYTHING;
    for (const collection of COLLECTIONS)
      for (const action of ACTIONS)
        expect(
          rulesFor({ ...nobody, role: 'learner' }, action, collection).filter(({ scope }) => scope === 'own'),
        ).toEqual([]);
  });
});
