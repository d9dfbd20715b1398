import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { newUser } from '../../../test/support/examples.ts';
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { learnerActor } from '../../access/actor.ts';
import type { NewUserDocument } from '../../derive/generated/documents.ts';
import { ManualClock } from '../../std/clock.ts';
import { days } from '../../std/durations.ts';
import { systemEntropy } from '../../std/random.ts';
import { NOTICE_VERSION } from './notice.ts';

type AgeGroup = NewUserDocument['origin']['age_group'];

let test: TestPlatform;
let box: Mailbox;
const clock = new ManualClock('2026-03-01T08:00:00Z');

beforeAll(async () => {
  box = await openMailbox();
  test = await openTestPlatform(inject('mongodbUri'), { clock, mailer: box.mailer });
});
afterAll(async () => {
  await test.close();
  await box.close();
});

it('is put off where the recorded age or country says so by now', async () => {
  const [learner, guardian] = [systemEntropy.uuid(), systemEntropy.uuid()];
  const { profile, ...account } = newUser(learner);
  const child = { ...profile, age: 12, age_recorded_at: clock.now(), location: { country: 'DE' } };
  await test.system.documents.collection('users').insert([{ ...account, profile: child }, newUser(guardian)]);
  await test.system.documents.collection('guardianships').insert([
    {
      user_id: learner,
      guardian_id: guardian,
      status: 'active',
      method: 'signed_form',
      text_version: NOTICE_VERSION,
      verified_at: clock.now(),
      // As it was reckoned for another country.
      hand_over_at: clock.now(),
      consent_age: 14,
    },
  ]);
  expect(await test.system.registration.handOver()).toEqual({ ended: 0, told: 0 });
  const guardianship = await test.system.documents
    .collection('guardianships')
    .get('guardianship', { guardian_id: guardian }, { learner });
  expect(guardianship).toMatchObject({
    status: 'active',
    consent_age: 16,
    hand_over_at: new Date(clock.now().getTime() + days(4 * 365 + 1 + 1)),
  });
});

it('is done by the next run where the key vault could not be told', async () => {
  const [learner, guardian] = [systemEntropy.uuid(), systemEntropy.uuid()];
  const { profile, ...account } = newUser(learner);
  const grown = { ...profile, age: 17, age_recorded_at: clock.now(), location: { country: 'DE' } };
  const origin = { kind: 'registered', age_group: 'child' } as const;
  await test.system.documents.collection('users').insert([{ ...account, origin, profile: grown }]);
  await test.system.documents.collection('guardianships').insert([
    {
      ...{ user_id: learner, guardian_id: guardian, status: 'active', method: 'signed_form' },
      ...{ text_version: NOTICE_VERSION, verified_at: clock.now(), consent_age: 16 },
      hand_over_at: clock.now(),
    },
  ]);
  clock.advance(days(2));
  vi.spyOn(test.platform.vault, 'updateAgeClass').mockRejectedValueOnce(new Error('away'));
  await expect(test.system.registration.handOver()).rejects.toThrow();
  expect(await test.system.registration.handOver()).toMatchObject({ ended: 1 });
  const contexts = await test.platform.vault.learnerContexts([learner]);
  expect(contexts.get(learner)?.age_class).toBe('teen');
});

describe('a request', () => {
  const accountOf = async (given: Partial<NewUserDocument['profile']>, age_group: AgeGroup = 'unknown') => {
    const user = newUser(systemEntropy.uuid());
    const origin = { kind: 'imported', age_group } as const;
    const profile = { ...user.profile, ...given };
    await test.system.documents.collection('users').insert([{ ...user, profile, origin }]);
    return user.user_id;
  };
  const link = async () => {
    const email = `${systemEntropy.uuid()}@example.org`;
    await test.system.registration.register({ guardian_email: email });
    await test.system.registration.sendMails();
    return box.token(email, 'guardian');
  };
  const claim = async (id: string, token: string, age?: number) =>
    test.platform.as(learnerActor(id, 'request')).guardians.claim(token, age === undefined ? {} : { age });
  const denied = { code: 'access_denied' };

  it('is taken on by nobody who is recorded as a minor or is in care, whatever age is stated', async () => {
    const token = await link();
    const yearsAgo = (years: number) => new Date(clock.now().getTime() - days(366 * years));
    const minors = [
      await accountOf({ age: 12, age_recorded_at: clock.now() }),
      await accountOf({ age: 17, age_recorded_at: clock.now() }),
      await accountOf({ age: 12, age_recorded_at: yearsAgo(5) }),
      await accountOf({}, 'child'),
      await accountOf({}, 'teen'),
    ];
    for (const minor of minors) await expect(claim(minor, token, 41)).rejects.toMatchObject(denied);
    expect((await test.system.learners.profile(minors[0] ?? '')).profile.age).toBe(12);

    const ward = await accountOf({});
    const guardian = { guardian_id: systemEntropy.uuid(), method: 'signed_form', consent_age: 16 } as const;
    const dates = { verified_at: clock.now(), hand_over_at: new Date('2034-01-01T00:00:00Z') };
    const guardianship = { ...guardian, ...dates, text_version: NOTICE_VERSION };
    await test.system.documents
      .collection('guardianships')
      .insert([{ user_id: ward, status: 'active', ...guardianship }]);
    await expect(claim(ward, token, 41)).rejects.toMatchObject(denied);
    expect(await test.system.learners.profile(ward)).toMatchObject({ roles: ['learner'] });

    const grown = await accountOf({ age: 12, age_recorded_at: yearsAgo(7) });
    expect(await claim(grown, token)).toMatchObject({ status: 'claimed' });
  });

  it('is taken on by whoever is recorded as an adult, or states an age where none is recorded', async () => {
    const unknown = await accountOf({});
    const token = await link();
    const unstated = { code: 'validation_failed', violations: [{ path: 'age' }] };
    await expect(claim(unknown, token)).rejects.toMatchObject(unstated);
    await expect(claim(unknown, token, 17)).rejects.toMatchObject(unstated);
    expect(await claim(unknown, token, 41)).toMatchObject({ status: 'claimed' });
    expect((await test.system.learners.profile(unknown)).profile).toMatchObject({ age: 41 });
    const adult = await accountOf({ age: 30, age_recorded_at: clock.now() });
    expect(await claim(adult, await link(), 41)).toMatchObject({ status: 'claimed' });
    expect((await test.system.learners.profile(adult)).profile).toMatchObject({ age: 30 });
  });
});

it('has a guardian written to at most five times a day', async () => {
  const email = `${systemEntropy.uuid()}@example.org`;
  for (let time = 0; time < 7; time++) {
    const next = await test.system.registration.register({ guardian_email: email });
    expect(next).toEqual({ next: 'guardian_consent' });
  }
  await test.system.registration.sendMails();
  expect(await box.mails(email)).toHaveLength(5);
});
