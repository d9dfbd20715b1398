import { describe, expect, it } from 'vitest';
import { ROLES } from '../schema/vocabulary/roles.ts';
import { type Actor, learnerActor } from './actor.ts';
import { type Action, decide, POLICY } from './policy.ts';

const ACTIONS: readonly Action[] = ['read', 'insert', 'update', 'delete', 'summarise'];
const actor = (role: Actor['role'], learner?: string): Actor => ({
  role,
  id: 'someone',
  purpose: 'test',
  requestId: 'request',
  ...(learner !== undefined && { learner }),
});

describe('the policy', () => {
  it('denies every role that is not in the table', () => {
    const named = new Set(POLICY.map(({ role }) => role));
    for (const role of ROLES.filter((candidate) => !named.has(candidate))) {
      for (const action of ACTIONS) {
        expect(decide(actor(role, 'me'), action, true).allowed).toBe(false);
        expect(decide(actor(role, 'me'), action, false).allowed).toBe(false);
      }
    }
  });

  it('keeps a learner with what is the learner’s own', () => {
    const me = learnerActor('me', 'request');
    for (const action of ACTIONS) {
      const { allowed, confinedTo } = decide(me, action, true);
      expect(allowed).toBe(true);
      expect(confinedTo).toBe('me');
    }
    expect(decide(me, 'read', false).allowed).toBe(true);
    expect(decide(me, 'insert', false).allowed).toBe(false);
  });

  it('gives a learner without a name nothing', () => {
    for (const action of ACTIONS) expect(decide(actor('learner'), action, true).allowed).toBe(false);
  });

  it('lets an operator look and change nothing', () => {
    for (const action of ACTIONS) {
      const looks = action === 'read' || action === 'summarise';
      expect(decide(actor('operator'), action, true)).toEqual({ allowed: looks, confinedTo: null });
    }
  });
});
