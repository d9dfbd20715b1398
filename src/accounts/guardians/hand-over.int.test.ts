import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newUser } from '../../../test/support/examples.ts';
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { ManualClock } from '../../std/clock.ts';
import { days } from '../../std/durations.ts';
import { systemEntropy } from '../../std/random.ts';
import { NOTICE_VERSION } from './notice.ts';

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

it('has a guardian written to at most five times a day', async () => {
  const email = `${systemEntropy.uuid()}@example.org`;
  for (let time = 0; time < 7; time++) {
    const next = await test.system.registration.register({ guardian_email: email });
    expect(next).toEqual({ next: 'guardian_consent' });
  }
  await test.system.registration.sendMails();
  expect(await box.mails(email)).toHaveLength(5);
});
