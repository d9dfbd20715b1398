import { describe, expect, it } from 'vitest';
import { ROLES } from '../schema/vocabulary/roles.ts';
import { type Actor, learnerActor } from './actor.ts';
import { type Action, decide, POLICY, type Subject } from './policy.ts';

const ACTIONS: readonly Action[] = ['read', 'insert', 'update', 'delete', 'summarise'];
const actor = (role: Actor['role'], learner?: string): Actor => ({
  role,
  id: 'someone',
  purpose: 'test',
  requestId: 'request',
  ...(learner !== undefined && { learner }),
});

const LEARNERS: Subject = { owner: 'user_id', declaration: {} };
const REFERENCE: Subject = { owner: null, declaration: { purpose: 'learning' } };
const RECORDS: Subject = { owner: null, declaration: { purpose: 'operation' } };
const TRAIL: Subject = { owner: null, declaration: { purpose: 'accountability' } };

describe('the policy', () => {
  it('denies every role that is not in the table', () => {
    const named = new Set(POLICY.map(({ role }) => role));
    for (const role of ROLES.filter((candidate) => !named.has(candidate))) {
      for (const action of ACTIONS) {
        expect(decide(actor(role, 'me'), action, LEARNERS).allowed).toBe(false);
        expect(decide(actor(role, 'me'), action, REFERENCE).allowed).toBe(false);
      }
    }
  });

  it('keeps a learner with what is the learner’s own', () => {
    const me = learnerActor('me', 'request');
    for (const action of ACTIONS) {
      const { allowed, confinedTo } = decide(me, action, LEARNERS);
      expect(allowed).toBe(true);
      expect(confinedTo).toBe('me');
    }
    expect(decide(me, 'read', REFERENCE).allowed).toBe(true);
    expect(decide(me, 'insert', REFERENCE).allowed).toBe(false);
  });

  it('shows a learner neither the records of the platform nor the trail', () => {
    for (const subject of [RECORDS, TRAIL])
      for (const action of ACTIONS)
        expect(decide(learnerActor('me', 'request'), action, subject).allowed).toBe(false);
  });

  it('lets nobody change the trail', () => {
    for (const role of ROLES)
      for (const action of ['insert', 'update', 'delete'] as const)
        expect(decide(actor(role), action, TRAIL).allowed).toBe(false);
  });

  it('gives a learner without a name nothing', () => {
    for (const action of ACTIONS) expect(decide(actor('learner'), action, LEARNERS).allowed).toBe(false);
  });

  it('lets an operator look and change nothing', () => {
    for (const action of ACTIONS) {
      const looks = action === 'read' || action === 'summarise';
      expect(decide(actor('operator'), action, LEARNERS)).toEqual({ allowed: looks, confinedTo: null });
    }
  });
});
