import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { learnerActor, systemActor } from '../../access/actor.ts';
import { importFile } from '../../intake/import/import-file.ts';
import type { Interaction } from '../../sessions/recording.ts';
import { ManualClock } from '../../std/clock.ts';
import { days } from '../../std/durations.ts';
import { LIMITS } from '../../std/limits.ts';
import { systemEntropy } from '../../std/random.ts';
import { assertMayGive } from './context.ts';
import { decideConsent } from './decide.ts';

const clock = new ManualClock('2026-05-20T10:00:00Z');
const EVER = new Date(0);
let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'), { clock });
});
afterAll(() => test.close());

const uuid = () => systemEntropy.uuid();
const as = (learner: string) => test.platform.as(learnerActor(learner, 'request'));

async function newLearner(change: (user: ReturnType<typeof newUser>) => void = () => undefined) {
  const user = newUser(uuid());
  change(user);
  await test.system.documents.collection('users').insert([user]);
  return user.user_id;
}

const felt = (id: string, second: number): Interaction => ({
  ...newInteraction(id, second),
  emotional_context: {
    detected_emotion: 'frustrated',
    confidence: 0.9,
    emotional_intensity: 0.7,
    adaptation_applied: [],
  },
});

function recordingOf(learner: string, count = 3) {
  const { session_id, session_context, started_at } = newSessionDocument(uuid(), learner);
  return {
    start: { session_id, user_id: learner, started_at, session_context },
    interactions: Array.from({ length: count }, (_, at) => felt(`i-${at}`, at)),
    end: { at: new Date(started_at.getTime() + 60_000) },
  };
}

/** Whether the database holds anything of feelings in a session, sealed or not. */
async function keepsFeelings(sessionId: string): Promise<boolean> {
  const stored = await test.platform.connection.data
    .collection('learning_sessions')
    .findOne({ session_id: sessionId });
  const timeline = stored?.['emotional_journey']?.emotional_states_timeline ?? [];
  const interactions: Record<string, unknown>[] = stored?.['interactions'] ?? [];
  return timeline.length > 0 || interactions.some((one) => one['emotional_context'] !== undefined);
}

/** Whether anything of feelings is shown, by whatever way it can be asked for. */
async function showsFeelings(learner: string, sessionId: string): Promise<boolean> {
  for (const platform of [as(learner), test.system]) {
    const session = await platform.sessions.lookup(sessionId);
    const { items } = await platform.sessions.interactions(learner, sessionId);
    const { items: summaries } = await platform.insight.emotions(learner, 'daily_aggregation', EVER);
    const { items: wellness } = await platform.insight.wellness(learner, EVER);
    const any =
      session.emotional_journey.emotional_states_timeline.length > 0 ||
      session.emotional_journey.final_emotional_state !== undefined ||
      [...items, ...session.interactions].some((one) => one.emotional_context !== undefined) ||
      summaries.length + wellness.length > 0;
    if (any) return true;
  }
  return false;
}

describe('consent to emotional data, withdrawn', () => {
  it('keeps nothing with the next write and shows nothing with the next read; given again, both', async () => {
    const learner = await newLearner();
    const me = as(learner);
    const before = recordingOf(learner);
    await me.sessions.record([before]);
    const first = before.start.session_id;
    expect([await keepsFeelings(first), await showsFeelings(learner, first)]).toEqual([true, true]);

    await me.consents.decide(learner, 'emotional_data', { given: false });
    expect(await showsFeelings(learner, first)).toBe(false);
    const after = recordingOf(learner);
    await me.sessions.record([after]);
    const second = after.start.session_id;
    expect([await keepsFeelings(second), await showsFeelings(learner, second)]).toEqual([false, false]);
    expect((await me.sessions.lookup(second)).interactions).toHaveLength(3);

    await me.consents.decide(learner, 'emotional_data', { given: true });
    const again = recordingOf(learner);
    await me.sessions.record([again]);
    expect(await keepsFeelings(again.start.session_id)).toBe(true);
    expect(await showsFeelings(learner, again.start.session_id)).toBe(true);
    expect(await keepsFeelings(second)).toBe(false);
  });

  it('holds for imports and for jobs', async () => {
    const learner = await newLearner();
    await as(learner).consents.decide(learner, 'emotional_data', { given: false });
    const folder = await mkdtemp(join(tmpdir(), 'masterx-consent-'));
    const { start, interactions } = recordingOf(learner);
    const session = { ...newSessionDocument(start.session_id, learner), interactions };
    const path = join(folder, 'import.jsonl');
    await writeFile(path, `${JSON.stringify({ collection: 'learning_sessions', document: session })}\n`);
    const declared = { legalBasis: 'consent', ageGroup: 'adult', source: 'test' } as const;
    const report = await importFile(test.platform, { path, ...declared });
    await rm(folder, { recursive: true });
    expect(report).toMatchObject({ stored: 1, rejected: 0 });
    expect(await keepsFeelings(start.session_id)).toBe(false);
    const jobs = test.platform.as(systemActor('jobs', 'run', 'emotional summaries'));
    await jobs.insight.refreshEmotions(learner, [start.session_id]);
    await jobs.insight.refreshStaleEmotions();
    const counted = await Promise.all(
      ['emotional_analytics', 'emotional_contributions'].map((name) =>
        test.platform.connection.data.collection(name).countDocuments({ user_id: learner }),
      ),
    );
    expect(counted).toEqual([0, 0]);
  });

  it('has what is kept removed by a job, as the plan says, and a second time nothing', async () => {
    const learner = await newLearner();
    const me = as(learner);
    const recorded = recordingOf(learner, 70);
    await me.sessions.record([recorded]);
    await me.consents.decide(learner, 'emotional_data', { given: false });
    expect(await keepsFeelings(recorded.start.session_id)).toBe(true);
    const plan = await test.system.consents.planClearing(learner, 'emotional_data');
    expect(plan.find(({ collection }) => collection === 'emotional_contributions')).toMatchObject({
      how: 'documents',
      documents: 1,
    });
    // Many decisions about something else are no reason to miss what was decided about this.
    const later = { user_id: learner, consent: 'research', given: true, decided_by: 'self' } as const;
    const decided_at = new Date(clock.now().getTime() + 1);
    await test.system.documents
      .collection('consents')
      .insert(Array.from({ length: 200 }, () => ({ ...later, decision_id: uuid(), decided_at })));
    const { items } = await me.consents.of(learner);
    expect(items.find(({ consent }) => consent === 'emotional_data')?.decided_by).toBe('self');
    const clear = () => test.system.consents.clearWithdrawn(new Date(clock.now().getTime() - days(1)));
    // Another process may still know the consent as given, and write under it.
    clock.advance(LIMITS.keyCacheMsMax + LIMITS.commitMsMax - 1);
    await clear();
    expect(await keepsFeelings(recorded.start.session_id)).toBe(true);
    clock.advance(1);
    const cleared = await clear();
    expect(cleared.learners).toBeGreaterThan(0);
    expect(await keepsFeelings(recorded.start.session_id)).toBe(false);
    const pages = await test.platform.connection.data
      .collection('learning_sessions_pages')
      .find({ user_id: learner })
      .toArray();
    const paged = pages.flatMap(({ elements }) => elements);
    expect(paged.length).toBeGreaterThan(0);
    expect(paged.some((one) => one.emotional_context !== undefined || one.emotion !== undefined)).toBe(false);
    expect(await test.system.consents.verifyClearing(learner, 'emotional_data')).toBe(0);
    expect((await me.sessions.interactions(learner, recorded.start.session_id)).items).toHaveLength(50);
    const again = await test.system.consents.clearWithdrawn(EVER);
    expect(again.learners).toBe(0);
  });
});

describe('consent to analytics, withdrawn', () => {
  it('shows no learning DNA and lets none arise', async () => {
    const learner = await newLearner();
    const me = as(learner);
    await me.sessions.record([recordingOf(learner)]);
    expect((await me.learners.learningDna(learner)).user_id).toBe(learner);
    await me.consents.decide(learner, 'analytics', { given: false });
    await expect(me.learners.learningDna(learner)).rejects.toMatchObject({ code: 'not_found' });
    await me.sessions.record([recordingOf(learner)]);
    await expect(test.system.learners.learningDna(learner)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a decision', () => {
  it('is in the history with the words that were shown, in the setting, and made twice stands once', async () => {
    const learner = await newLearner();
    const me = as(learner);
    await me.consents.decide(learner, 'data_sharing', { given: true, language: 'de' });
    await me.consents.decide(learner, 'data_sharing', { given: true, language: 'de' });
    clock.advance(1000);
    const { items, history } = await me.consents.decide(learner, 'data_sharing', { given: false });
    expect(history.map(({ consent, given, decided_by }) => [consent, given, decided_by])).toEqual([
      ['data_sharing', false, 'self'],
      ['data_sharing', true, 'self'],
    ]);
    expect(history[1]).toMatchObject({ language: 'de', text_hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(items.find(({ consent }) => consent === 'data_sharing')).toMatchObject({ allowed: false });
    const { preferences } = await me.learners.profile(learner);
    expect(preferences.privacy_settings.learning_data_sharing).toBe(false);
    await expect(
      me.consents.decide(learner, 'research', { given: true, version: '1900-01-01' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('to give does not come into force behind a later withdrawal, however long it is under way', async () => {
    const learner = await newLearner();
    const me = as(learner);
    const { documents: access, keyring, keyGate, vault, entropy } = test.platform;
    let arrives: () => void = () => undefined;
    const underWay = new Promise<void>((resolve) => {
      arrives = resolve;
    });
    const updateConsents: typeof vault.updateConsents = async (...call) => {
      await underWay;
      return vault.updateConsents(...call);
    };
    const actor = learnerActor(learner, 'request');
    const hanging = {
      actor,
      access,
      keyring,
      keyGate,
      vault: { updateConsents },
      settleMs: 0,
      clock,
      entropy,
    };
    const gift = decideConsent(hanging, learner, 'research', { given: true });
    const decided = async () => (await me.consents.of(learner)).history.map(({ given }) => given);
    await expect.poll(decided, { timeout: 30_000 }).toEqual([true]);
    await me.consents.decide(learner, 'research', { given: false });
    arrives();
    await gift;
    keyring.refresh(learner);
    expect((await keyring.allowedBy([learner])).get(learner)).toMatchObject({ research: false });
    expect(await decided()).toEqual([false, true]);
    await me.consents.decide(learner, 'research', { given: true });
    expect((await keyring.allowedBy([learner])).get(learner)).toMatchObject({ research: true });
  });

  it('cannot be made past it: the setting is the platform’s to set, the history nobody’s to write', async () => {
    const learner = await newLearner();
    const { documents } = as(learner);
    const change = documents
      .collection('users')
      .revise('sneak', { user_id: learner }, ({ preferences, ...user }) => ({
        ...user,
        preferences: {
          ...preferences,
          privacy_settings: { ...preferences.privacy_settings, learning_data_sharing: true },
        },
      }));
    await expect(change).rejects.toMatchObject({ code: 'access_denied' });
    for (const field of ['account_status', 'roles'] as const) {
      const raised = documents.collection('users').revise('sneak', { user_id: learner }, (user) => ({
        ...user,
        ...(field === 'roles' ? { roles: ['learner', 'operator'] } : { account_status: 'suspended' }),
      }));
      await expect(raised).rejects.toMatchObject({ code: 'access_denied' });
    }
    const renamed = await documents.collection('users').revise('rename', { user_id: learner }, (user) => ({
      ...user,
      profile: { ...user.profile, name: 'Grace' },
    }));
    expect(renamed.profile.name).toBe('Grace');
  });

  it('of a child is the guardian’s to give and anybody’s of the two to withdraw', async () => {
    const guardian = await newLearner((user) => {
      user.roles = ['guardian'];
    });
    const child = await newLearner((user) => {
      user.origin = { kind: 'registered', age_group: 'child' };
    });
    const theirs = test.platform.as({ ...learnerActor(guardian, 'request'), role: 'guardian' });
    await expect(theirs.consents.of(child)).rejects.toMatchObject({ code: 'access_denied' });
    await test.system.documents.collection('guardianships').insert([
      {
        user_id: child,
        guardian_id: guardian,
        status: 'active',
        method: 'signed_form',
        text_version: '1',
        verified_at: clock.now(),
        hand_over_at: new Date('2034-01-01T00:00:00Z'),
        consent_age: 16,
      },
    ]);
    const me = as(child);
    const needed = { code: 'guardian_decides' };
    await expect(me.consents.decide(child, 'research', { given: true })).rejects.toMatchObject(needed);
    const given = await theirs.consents.decide(child, 'research', { given: true });
    expect(given.history[0]).toMatchObject({ decided_by: 'guardian', guardian_id: guardian });
    expect((await theirs.learners.profile(child)).user_id).toBe(child);
    await me.consents.decide(child, 'research', { given: false });
    // A guardian who was verified by mail alone cannot have others come to know of the child.
    await test.system.documents
      .collection('guardianships')
      .revise('by mail', { user_id: child, guardian_id: guardian }, (one) => ({
        ...one,
        method: 'email_plus',
      }));
    const disclosing = theirs.consents.decide(child, 'data_sharing', { given: true });
    await expect(disclosing).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(theirs.consents.share(child, uuid())).rejects.toMatchObject({ code: 'validation_failed' });
    await theirs.consents.decide(child, 'research', { given: true });
    await test.system.documents
      .collection('guardianships')
      .revise('end', { user_id: child, guardian_id: guardian }, (one) => ({ ...one, status: 'ended' }));
    await expect(theirs.learners.profile(child)).rejects.toMatchObject({ code: 'access_denied' });
    // Ended after the gate looked and before the decision.
    const { documents: access, keyring, keyGate, vault, entropy } = test.platform;
    const actor = { ...learnerActor(guardian, 'request'), role: 'guardian' as const };
    const late = { actor, access, keyring, keyGate, vault, settleMs: 0, clock, entropy };
    await expect(assertMayGive(late, child, 'guardian', 'analytics')).rejects.toMatchObject({
      code: 'access_denied',
    });
  });
});

describe('a share', () => {
  it('opens what was learned to one educator, while both it and the consent stand', async () => {
    const educator = await newLearner((user) => {
      user.roles = ['educator'];
    });
    const learner = await newLearner();
    const me = as(learner);
    const recorded = recordingOf(learner);
    await me.sessions.record([recorded]);
    const teacher = test.platform.as({ ...learnerActor(educator, 'request'), role: 'educator' });
    const seen = () => teacher.sessions.recent(learner, EVER);
    const denied = { code: 'access_denied' };
    await expect(seen()).rejects.toMatchObject(denied);
    await me.consents.share(learner, educator);
    await expect(seen()).rejects.toMatchObject(denied);
    await me.consents.decide(learner, 'data_sharing', { given: true });
    const { items } = await seen();
    expect(items).toHaveLength(1);
    expect(items[0]?.emotional_journey?.final_emotional_state).toBeUndefined();
    const { items: interactions } = await teacher.sessions.interactions(learner, recorded.start.session_id);
    expect(interactions).toHaveLength(3);
    for (const one of interactions) {
      expect(one.assessed?.concept).toBe('variance');
      expect([one.user_input, one.emotional_context]).toEqual([undefined, undefined]);
    }
    const { items: listed } = await teacher.learners.list(undefined);
    expect(listed.map(({ user_id, name }) => [user_id, name])).toEqual([[learner, 'Ada']]);
    expect((await teacher.learners.profile(learner)).email).toBeNull();
    await expect(teacher.sessions.stored(learner, recorded.start.session_id)).rejects.toMatchObject(denied);
    await expect(teacher.insight.emotions(learner, 'daily_aggregation', EVER)).rejects.toMatchObject(denied);
    await me.consents.endShare(learner, educator);
    await expect(seen()).rejects.toMatchObject(denied);
    const none = me.consents.share(learner, uuid());
    await expect(none).rejects.toMatchObject({ code: 'not_found' });
  });
});
