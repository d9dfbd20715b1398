import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { learnerActor, operatorActor } from '../../access/actor.ts';
import { PasswordHasher } from '../../protection/passwords.ts';
import { ManualClock } from '../../std/clock.ts';
import { days, hours } from '../../std/durations.ts';
import { systemEntropy } from '../../std/random.ts';
import { CONSENT_NAMES, NOTICE_VERSION } from './notice.ts';

const PASSWORD = 'tangerine quay ninety';

let test: TestPlatform;
let box: Mailbox;
const clock = new ManualClock('2026-03-01T08:00:00Z');

beforeAll(async () => {
  box = await openMailbox();
  test = await openTestPlatform(inject('mongodbUri'), {
    clock,
    mailer: box.mailer,
    passwords: new PasswordHasher(systemEntropy, { memoryKiB: 64, passes: 1, lanes: 1 }),
  });
});
afterAll(async () => {
  await test.close();
  await box.close();
});

const registration = () => test.system.registration;
const subjectsTo = async (email: string) => (await box.mails(email)).map(({ subject }) => subject);
const newAddress = () => `${systemEntropy.uuid()}@example.org`;
const guardianOf = (userId: string) => test.platform.as(learnerActor(userId, 'request-1')).guardians;
const accountOf = (email: string) =>
  test.system.documents.collection('users').find('user_authentication', { email });
const stored = (name: string) => test.platform.connection.data.collection(name);

/** Yes to these classes of use, no to all others. */
const yesTo = (...given: readonly string[]) =>
  Object.fromEntries(CONSENT_NAMES.map((consent) => [consent, given.includes(consent)]));

/** A child of twelve in Austria who asks, the guardian's address. */
async function asked(): Promise<string> {
  const email = newAddress();
  const child = { age: 12, country: 'AT', guardian_email: email, first_name: 'Juno' };
  expect(await registration().register(child)).toEqual({ next: 'guardian_consent' });
  await registration().sendMails();
  return email;
}

/** A guardian's account that has taken the request on. */
async function claimed(): Promise<{ email: string; userId: string; requestId: string }> {
  const email = await asked();
  const token = await box.token(email, 'guardian');
  const { request_id } = await registration().registerGuardian(token, {
    password: PASSWORD,
    age: 41,
    country: 'AT',
  });
  return { email, userId: (await accountOf(email))?.user_id ?? '', requestId: request_id };
}

/** A learner in Austria, twelve years old, whose guardian agreed by two mails. */
async function withWard(...consents: readonly string[]) {
  const guardian = await claimed();
  const mine = guardianOf(guardian.userId);
  await mine.consent(guardian.requestId, {
    method: 'email_plus',
    consents: yesTo(...consents),
    textVersion: NOTICE_VERSION,
  });
  clock.advance(hours(24));
  await registration().sendMails();
  await registration().confirmConsent(await box.token(guardian.email, 'guardian-confirm'));
  const child = { email: newAddress() };
  const { user_id: learner } = await mine.makeLearner(guardian.requestId, {
    name: 'Juno',
    age: 12,
    country: 'AT',
    timezone: 'Europe/Vienna',
    email: child.email,
  });
  await registration().sendMails();
  return { ...guardian, mine, learner, childEmail: child.email };
}

describe('a child who registers', () => {
  it('leaves the guardian’s address and the first name, encrypted and with an end, and nothing else', async () => {
    const email = await asked();
    const [request] = await stored('guardian_requests').find().sort({ created_at: -1 }).limit(1).toArray();
    const kept =
      '_id age_group consents created_at expires_at first_name guardian_email guardian_email_blind_index region revision status user_id';
    expect(Object.keys(request ?? {}).sort()).toEqual(kept.split(' '));
    expect(JSON.stringify(request)).not.toMatch(/Juno|example\.org|"AT"|:12[,}]/);
    expect(request?.['expires_at'].getTime() - clock.now().getTime()).toBe(days(14));
    expect(await accountOf(email)).toBeNull();
    const [mail] = await box.mails(email);
    expect(mail?.subject).toBe('A child asks for your consent');
    expect(mail?.text).toContain('Juno wants to learn');
    expect(mail?.text).toContain('deleted within 14 days');
    expect(mail?.html).not.toMatch(/<img|<script|https?:\/\/(?!127\.0\.0\.1)/);
  });

  it('is gone without a trace when the guardian does not answer in time, or says no', async () => {
    const contexts = () => test.platform.connection.vault.collection('learner_contexts').countDocuments();
    const before = {
      requests: await stored('guardian_requests').countDocuments(),
      contexts: await contexts(),
    };
    await asked();
    const refused = await asked();
    const token = await box.token(refused, 'guardian');
    await registration().refuse(token, 'guardian_request');
    await expect(registration().openGuardianRequest(token)).rejects.toMatchObject({ code: 'link_refused' });
    await registration().purge();
    expect(await stored('guardian_requests').countDocuments()).toBe(before.requests + 1);
    clock.advance(days(14));
    await registration().purge();
    expect(await stored('guardian_requests').countDocuments()).toBe(0);
    expect(await contexts()).toBeLessThanOrEqual(before.contexts);
    clock.advance(days(7));
    await registration().purge();
    expect(await stored('single_use_tokens').countDocuments()).toBe(0);
    expect(await stored('outgoing_mails').countDocuments()).toBe(0);
  });
});

describe('a guardian’s consent', () => {
  it('is that of an adult whose address the link was sent to', async () => {
    const email = await asked();
    const token = await box.token(email, 'guardian');
    expect(await registration().openGuardianRequest(token)).toMatchObject({
      first_name: 'Juno',
      status: 'asked',
    });
    await expect(
      registration().registerGuardian(token, { password: PASSWORD, age: 17 }),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    const made = await registration().registerGuardian(token, { password: PASSWORD, age: 41 });
    expect(made).toMatchObject({ status: 'claimed', consents: [] });
    expect(await accountOf(email)).toMatchObject({ email_verified: true, roles: ['guardian'] });
    await expect(
      registration().registerGuardian(token, { password: PASSWORD, age: 41 }),
    ).rejects.toMatchObject({ code: 'link_refused' });
  });

  it('can be given by somebody who has an account, and by nobody else then', async () => {
    const { userId, email } = await claimed();
    const token = await (async () => {
      clock.advance(1_000);
      await registration().register({ age: 9, guardian_email: email });
      await registration().sendMails();
      return box.token(email, 'guardian');
    })();
    await expect(
      registration().registerGuardian(token, { password: PASSWORD, age: 41 }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const request = await guardianOf(userId).claim(token);
    const consent = { method: 'email_plus', consents: yesTo(), textVersion: NOTICE_VERSION } as const;
    const { userId: other } = await claimed();
    await expect(guardianOf(other).consent(request.request_id, consent)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await guardianOf(userId).consent(request.request_id, consent)).toMatchObject({
      status: 'consented',
    });
    expect(await guardianOf(userId).requests()).toHaveLength(2);
  });

  it('decides every class of use apart, by texts that hold now, and no more than its proof carries', async () => {
    const { userId, requestId } = await claimed();
    const give = (change: object) =>
      guardianOf(userId).consent(requestId, {
        method: 'email_plus',
        consents: yesTo(),
        textVersion: NOTICE_VERSION,
        ...change,
      });
    const { analytics: _, ...incomplete } = yesTo();
    await expect(give({ consents: incomplete })).rejects.toMatchObject({
      code: 'validation_failed',
      violations: [{ path: 'consents.analytics' }],
    });
    await expect(give({ textVersion: '2020-01' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(give({ consents: yesTo('data_sharing') })).rejects.toMatchObject({
      code: 'validation_failed',
      violations: [{ path: 'consents.data_sharing' }],
    });
    expect(await give({ method: 'signed_form', consents: yesTo('data_sharing') })).toMatchObject({
      status: 'consented',
    });
  });

  it('counts after the second mail only, which comes a day later; before it no account can be made', async () => {
    const { userId, requestId, email } = await claimed();
    const mine = guardianOf(userId);
    await mine.consent(requestId, {
      method: 'email_plus',
      consents: yesTo('analytics'),
      textVersion: NOTICE_VERSION,
    });
    await registration().sendMails();
    clock.advance(hours(23));
    await registration().sendMails();
    await expect(box.token(email, 'guardian-confirm')).rejects.toThrow('no link');
    const child = { name: 'Juno', age: 12, country: 'AT' };
    await expect(mine.makeLearner(requestId, child)).rejects.toMatchObject({ code: 'conflict' });
    clock.advance(hours(1));
    await registration().sendMails();
    const token = await box.token(email, 'guardian-confirm');
    const uses = await Promise.allSettled(
      Array.from({ length: 5 }, () => registration().confirmConsent(token)),
    );
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(mine.makeLearner(requestId, { ...child, age: 14 })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const { user_id } = await mine.makeLearner(requestId, child);
    await expect(mine.makeLearner(requestId, child)).rejects.toMatchObject({ code: 'not_found' });
    const learner = await test.system.learners.profile(user_id);
    expect(learner).toMatchObject({
      email: null,
      roles: ['learner'],
      origin: { age_group: 'child' },
      preferences: {
        privacy_settings: {
          analytics_participation: true,
          emotional_data_usage: false,
          learning_data_sharing: false,
          public_profile: false,
        },
      },
    });
    const guardianship = await test.system.documents
      .collection('guardianships')
      .get('guardianship', { guardian_id: userId }, { learner: user_id });
    expect(guardianship).toMatchObject({
      status: 'active',
      method: 'email_plus',
      text_version: NOTICE_VERSION,
      consent_age: 14,
      hand_over_at: new Date(clock.now().getTime() + days(2 * 365 + 1 + 1)),
    });
    await registration().purge();
    expect(await stored('guardian_requests').countDocuments({ user_id: requestId })).toBe(0);
  });

  it('by a signed form is confirmed by an operator, and by nobody else', async () => {
    const { userId, requestId } = await claimed();
    await guardianOf(userId).consent(requestId, {
      method: 'signed_form',
      consents: yesTo('data_sharing'),
      textVersion: NOTICE_VERSION,
    });
    const denied = expect.objectContaining({ code: 'access_denied' });
    expect(() => test.platform.as(learnerActor(userId, 'request-1')).guardianForms).toThrow(denied);
    const forms = test.platform.as(operatorActor('office', 'request-2')).guardianForms;
    const { items } = await forms.waiting();
    expect(items.map(({ request_id }) => request_id)).toContain(requestId);
    expect(await forms.confirm(requestId)).toMatchObject({ status: 'verified' });
    await expect(forms.confirm(requestId)).rejects.toMatchObject({ code: 'conflict' });
    const child = { name: 'Juno', age: 12, country: 'AT' };
    // Where the consents cannot be put in force there is no account, and it can be made later.
    vi.spyOn(test.platform.vault, 'updateConsents').mockRejectedValueOnce(new Error('away'));
    await expect(guardianOf(userId).makeLearner(requestId, child)).rejects.toThrow();
    expect(await guardianOf(userId).wards()).toEqual([]);
    const { user_id } = await guardianOf(userId).makeLearner(requestId, child);
    const consents = CONSENT_NAMES.map((consent) => ({ consent, given: consent === 'data_sharing' }));
    expect(await guardianOf(userId).ward(user_id)).toMatchObject({ method: 'signed_form', consents });
  });
});

describe('a guardian', () => {
  it('sees, decides, corrects and closes for the learner in care, and for nobody else', async () => {
    const { mine, learner, userId } = await withWard('analytics');
    const other = await withWard();
    for (const attempt of [
      () => other.mine.ward(learner),
      () => other.mine.decide(learner, { analytics: false }, NOTICE_VERSION),
      () => other.mine.correct(learner, { name: 'X' }),
      () => other.mine.delete(learner),
      () => other.mine.withdraw(learner),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    }
    expect((await mine.wards()).map(({ user_id }) => user_id)).toEqual([learner]);
    const lookedAt = (guardian: string) =>
      test.platform
        .as({ ...learnerActor(guardian, 'request-1'), role: 'guardian' })
        .audit.accesses(learner, { since: new Date(0), until: new Date('9999-01-01T00:00:00Z') });
    const { items: accesses } = await lookedAt(userId);
    expect(accesses.map(({ actor }) => actor)).toContain(userId);
    expect(new Set(accesses.map((access) => access.learner))).toEqual(new Set([learner]));
    await expect(lookedAt(other.userId)).rejects.toMatchObject({ code: 'access_denied' });

    const decided = await mine.decide(learner, { analytics: false, emotional_data: true }, NOTICE_VERSION);
    expect(decided.consents).toEqual(
      CONSENT_NAMES.map((consent) => ({ consent, given: consent === 'emotional_data' })),
    );
    expect((await test.platform.keyring.allowedBy([learner])).get(learner)).toMatchObject({
      analytics: false,
      emotional_data: true,
    });
    await expect(mine.decide(learner, { data_sharing: true }, NOTICE_VERSION)).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const { history } = await test.system.consents.of(learner);
    expect(history).toHaveLength(CONSENT_NAMES.length + 2);
    for (const one of history) {
      expect(one).toMatchObject({ decided_by: 'guardian', guardian_id: userId, version: NOTICE_VERSION });
      expect(one.text_hash).toMatch(/^[0-9a-f]{64}$/);
    }

    // What a guardian withdrew is removed like what anybody withdrew.
    clock.advance(hours(1));
    expect((await test.system.consents.clearWithdrawn(new Date(0))).learners).toBeGreaterThan(0);

    const before = await mine.ward(learner);
    const corrected = await mine.correct(learner, { name: 'June', age: 11, country: 'DE' });
    expect(corrected).toMatchObject({ name: 'June', age: 11, country: 'DE' });
    expect(corrected.hand_over_at.getTime()).toBeGreaterThan(before.hand_over_at.getTime());
    await expect(mine.correct(learner, { age: 16 })).rejects.toMatchObject({ code: 'validation_failed' });
    expect((await mine.ward(learner)).age).toBe(11);

    const deleted = await mine.delete(learner);
    expect(deleted).toMatchObject({
      account_status: 'deleted',
      deletion_due_at: new Date(clock.now().getTime() + days(30)),
    });
  });

  it('withdraws the consent altogether, and then sees nothing any more', async () => {
    const { mine, learner, email } = await withWard('analytics', 'emotional_data');
    await mine.withdraw(learner);
    await expect(mine.ward(learner)).rejects.toMatchObject({ code: 'not_found' });
    const account = await test.system.learners.profile(learner);
    expect(account).toMatchObject({
      account_status: 'deleted',
      deletion: { requested_at: clock.now() },
      preferences: { privacy_settings: { analytics_participation: false, emotional_data_usage: false } },
    });
    await registration().sendMails();
    expect(await subjectsTo(email)).toContain('The guardianship has ended');
  });

  it('gives the learner a link to choose a password, which proves the learner’s own address', async () => {
    const { learner, childEmail } = await withWard();
    const token = await box.token(childEmail, 'set-password');
    expect(await accountOf(childEmail)).toBeNull();
    await registration().setPassword(token, PASSWORD);
    expect(await accountOf(childEmail)).toMatchObject({ user_id: learner, email_verified: true });
    await expect(registration().setPassword(token, PASSWORD)).rejects.toMatchObject({ code: 'link_refused' });
  });
});

describe('the hand-over', () => {
  it('comes when the learner is certainly old enough: both are told a month before, and the access ends', async () => {
    const { mine, learner, email, childEmail } = await withWard('analytics');
    await registration().setPassword(await box.token(childEmail, 'set-password'), PASSWORD);
    await registration().sendMails();
    const { hand_over_at } = await mine.ward(learner);
    const moveTo = (date: Date) => clock.advance(date.getTime() - clock.now().getTime());

    moveTo(new Date(hand_over_at.getTime() - days(30) - 1));
    const mailsBefore = (await box.mails(email)).length;
    await registration().handOver();
    await registration().sendMails();
    expect(await box.mails(email)).toHaveLength(mailsBefore);

    moveTo(new Date(hand_over_at.getTime() - days(30)));
    await registration().handOver();
    await registration().handOver();
    await registration().sendMails();
    for (const to of [email, childEmail]) {
      const near = (await box.mails(to)).filter(
        ({ subject }) => subject === 'Soon the account changes hands',
      );
      expect(near).toHaveLength(1);
      expect(near[0]?.text).toContain(hand_over_at.toISOString().slice(0, 10));
    }
    await expect(mine.ward(learner)).resolves.toBeDefined();

    moveTo(hand_over_at);
    expect(await registration().handOver()).toMatchObject({ ended: expect.any(Number) });
    await registration().sendMails();
    await expect(mine.ward(learner)).rejects.toMatchObject({ code: 'not_found' });
    expect(await mine.wards()).toEqual([]);
    for (const to of [email, childEmail]) {
      expect(await subjectsTo(to)).toContain('The account has changed hands');
    }
    const account = await test.system.learners.profile(learner);
    expect(account).toMatchObject({
      account_status: 'active',
      origin: { age_group: 'teen' },
      preferences: { privacy_settings: { analytics_participation: true } },
    });
    expect(await registration().handOver()).toMatchObject({ ended: 0 });
  });
});
