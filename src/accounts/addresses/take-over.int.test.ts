import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { cheapPasswords, newAccount } from '../../../test/support/accounts.ts';
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { learnerActor } from '../../access/actor.ts';
import { ManualClock } from '../../std/clock.ts';

const clock = new ManualClock('2026-04-01T08:00:00Z');
const THEIRS = 'somebody-else@example.org';
let box: Mailbox;
let test: TestPlatform;

beforeAll(async () => {
  box = await openMailbox();
  test = await openTestPlatform(inject('mongodbUri'), {
    clock,
    passwords: cheapPasswords(),
    mailer: box.mailer,
  });
});
afterAll(async () => {
  await test.close();
  await box.close();
});

it('withdraws a pending change of address with the password that it was asked with', async () => {
  const ada = await newAccount(test);
  const { registration } = test.system;
  const settle = async () => {
    clock.advance(1_000);
    await registration.answerRequests();
    await registration.sendMails();
  };
  await test.platform.as(learnerActor(ada.id, 'request-1')).addresses.askNew(THEIRS, ada.password);
  await registration.askPasswordReset(ada.email);
  await settle();
  const link = await box.token(THEIRS, 'confirm-address');
  await registration.resetPassword(
    await box.token(ada.email, 'reset-password'),
    'a phrase of her own, this time',
  );
  await expect(registration.confirmNewAddress(link)).rejects.toMatchObject({ code: 'link_refused' });
  const account = await test.system.documents
    .collection('users')
    .find('user_authentication', { email: ada.email });
  expect(account?.user_id).toBe(ada.id);
});
