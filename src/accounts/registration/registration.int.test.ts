import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { learnerActor } from '../../access/actor.ts';
import { MasterXError } from '../../errors/error.ts';
import { PasswordHasher } from '../../protection/passwords.ts';
import { ManualClock } from '../../std/clock.ts';
import { days, hours, minutes } from '../../std/durations.ts';
import { systemEntropy } from '../../std/random.ts';
import { type Mail, MailDeferred } from '../../stores/mail/port.ts';

const PASSWORD = 'tangerine quay ninety';
const OTHER_PASSWORD = 'quiet ladder in the fog';
const REFUSED = { code: 'link_refused' };

let test: TestPlatform;
let box: Mailbox;
const clock = new ManualClock('2026-03-01T08:00:00Z');
/** Told of each mail before it is sent; throws in its place. */
let onSend: (mail: Mail) => void = () => undefined;
/** Called once it is sent; throws like a process that dies then. */
let onceSent: () => void = () => undefined;

beforeAll(async () => {
  box = await openMailbox();
  test = await openTestPlatform(inject('mongodbUri'), {
    clock,
    passwords: new PasswordHasher(systemEntropy, { memoryKiB: 64, passes: 1, lanes: 1 }),
    mailer: {
      ...{ health: () => box.mailer.health(), close: () => box.mailer.close() },
      send: async (mail) => {
        onSend(mail);
        await box.mailer.send(mail);
        onceSent();
      },
    },
  });
});
beforeEach(() => {
  onSend = () => undefined;
  onceSent = () => undefined;
});
afterAll(async () => {
  await test.close();
  await box.close();
});

const registration = () => test.system.registration;
const newAddress = () => `${systemEntropy.uuid()}@example.org`;
const adult = (email: string) => ({
  email,
  password: PASSWORD,
  birth_date: '1990-05-01',
  country: 'DE',
  name: 'Mira',
});
const accountOf = (email: string) =>
  test.system.documents.collection('users').find('user_authentication', { email });

const subjectsTo = async (email: string) => (await box.mails(email)).map(({ subject }) => subject);

/** Lets the jobs do what is due, a moment later, so that mails have an order. */
async function settle(): Promise<void> {
  clock.advance(1_000);
  await registration().answerRequests();
  await registration().sendMails();
}

/** A verified account. */
async function registered(): Promise<{ email: string; userId: string }> {
  const email = newAddress();
  await registration().register(adult(email));
  await settle();
  await registration().verifyAddress(await box.token(email, 'verify-address'));
  return { email, userId: (await accountOf(email))?.user_id ?? '' };
}

describe('registering', () => {
  it('makes an account with the age and not the birth date, whose address is verified by the link', async () => {
    const email = newAddress();
    expect(await registration().register(adult(email))).toEqual({ next: 'verify_address' });
    expect(await accountOf(email)).toBeNull();
    await settle();
    const known = await accountOf(email);
    expect(known).toMatchObject({
      email,
      email_verified: false,
      account_status: 'active',
      roles: ['learner'],
    });
    expect(await test.platform.passwords.verify(PASSWORD, known?.password_hash ?? null)).toBe(true);
    const account = await test.system.learners.profile(known?.user_id ?? '');
    expect(account.profile).toMatchObject({ name: 'Mira', age: 35, age_recorded_at: clock.now() });
    expect(account.origin).toEqual({ kind: 'registered', age_group: 'adult' });
    expect(account.preferences.privacy_settings).toEqual({
      analytics_participation: false,
      emotional_data_usage: false,
      learning_data_sharing: false,
      public_profile: false,
    });
    expect(JSON.stringify(account)).not.toContain('1990');

    const token = await box.token(email, 'verify-address');
    await registration().verifyAddress(token);
    expect((await accountOf(email))?.email_verified).toBe(true);
    await expect(registration().verifyAddress(token)).rejects.toMatchObject(REFUSED);
  });

  it('tells the holder of a taken address, and makes nothing; the answer is the same', async () => {
    const { email, userId } = await registered();
    expect(await registration().register({ ...adult(email.toUpperCase()), name: 'Somebody' })).toEqual({
      next: 'verify_address',
    });
    await settle();
    expect((await accountOf(email))?.user_id).toBe(userId);
    const subjects = (await box.mails(email)).map(({ subject }) => subject);
    expect(subjects).toEqual(['Confirm your address', 'You already have an account']);
    expect(
      await test.platform.passwords.verify(PASSWORD, (await accountOf(email))?.password_hash ?? null),
    ).toBe(true);
  });

  it('makes one account of many who register with one address at the same moment', async () => {
    const email = newAddress();
    await Promise.all(Array.from({ length: 5 }, () => registration().register(adult(email))));
    await Promise.allSettled([registration().answerRequests(), registration().answerRequests()]);
    await settle();
    const subjects = (await box.mails(email)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject === 'Confirm your address')).toHaveLength(1);
    expect(await accountOf(email)).not.toBeNull();
  });

  it('does the same work for a taken address as for a free one', async () => {
    const { email } = await registered();
    const work = async (address: string) => {
      const store = test.platform.connection.data;
      const before = test.platform.passwords.hashes;
      await registration().register(adult(address));
      const requests = await store.collection('account_requests').find().toArray();
      const [request] = requests;
      const outcome = {
        hashes: test.platform.passwords.hashes - before,
        requests: requests.length,
        fields: Object.keys(request ?? {}).sort(),
        tokens: await store.collection('single_use_tokens').countDocuments(),
        mails: await store.collection('outgoing_mails').countDocuments({ status: 'waiting' }),
        users: await store.collection('users').countDocuments(),
      };
      return outcome;
    };
    const free = await work(newAddress());
    await settle();
    const taken = await work(email);
    // One account more was made of the free address, and a link with it: afterwards, by the job.
    expect({ ...taken, users: taken.users - 1, tokens: taken.tokens - 1 }).toEqual(free);
    await settle();
  });

  it('keeps nothing readable of a request once it is answered', async () => {
    const email = newAddress();
    await registration().register(adult(email));
    const { data, vault } = test.platform.connection;
    const [request] = await data.collection('account_requests').find().toArray();
    expect(await vault.collection('learner_contexts').countDocuments({ _id: request?.['user_id'] })).toBe(1);
    await settle();
    expect(await data.collection('account_requests').countDocuments()).toBe(0);
    expect(await vault.collection('learner_contexts').countDocuments({ _id: request?.['user_id'] })).toBe(0);
  });

  it('refuses weak passwords, what is missing and what is no age, and keeps nothing', async () => {
    const email = newAddress();
    for (const wrong of [
      { ...adult(email), password: 'password1234' },
      { ...adult(email), birth_date: '1990-02-30' },
      { ...adult(email), birth_date: '1790-02-03' },
      { ...adult(email), age: 35 },
      { birth_date: '1990-05-01', password: PASSWORD },
      { birth_date: '1990-05-01', email },
    ]) {
      await expect(registration().register(wrong)).rejects.toMatchObject({ code: 'validation_failed' });
    }
    expect(await test.platform.connection.data.collection('account_requests').countDocuments()).toBe(0);
  });

  it.each([
    [{}, 'guardian'],
    [{ age: 12, country: 'US' }, 'guardian'],
    [{ age: 13, country: 'US' }, 'self'],
    [{ age: 13, country: 'DE' }, 'guardian'],
    [{ birth_date: '2010-03-01', country: 'DE' }, 'self'],
    [{ birth_date: '2010-03-02', country: 'DE' }, 'guardian'],
    [{ age: 15 }, 'guardian'],
  ] as const)('lets %j be decided by %s', async (stated, decides) => {
    expect(registration().ageGate(stated).decides).toBe(decides);
    if (decides === 'self') return;
    const child = { ...stated, email: newAddress(), password: PASSWORD };
    await expect(registration().register(child)).rejects.toMatchObject({ code: 'guardian_needed' });
  });

  it('goes on behind a request that cannot be answered, which is told and dropped after a day', async () => {
    const [broken, sound] = [newAddress(), newAddress()];
    await registration().register(adult(broken));
    const requests = test.platform.connection.data.collection('account_requests');
    await requests.updateOne({}, { $unset: { age: '' } });
    clock.advance(1_000);
    await registration().register(adult(sound));
    const told = { code: 'internal', detail: '1 of 2 requests could not be answered.' };
    await expect(registration().answerRequests()).rejects.toMatchObject(told);
    expect([await accountOf(broken), (await accountOf(sound))?.email]).toEqual([null, sound]);
    clock.advance(days(1));
    expect(await registration().answerRequests()).toBe(1);
  });
});

describe('a new password', () => {
  it('is set by a link that works once, within 10 minutes; sign-ins end, other links die, the holder is told', async () => {
    const { email, userId } = await registered();
    await test.system.documents.collection('users').revise('lock', { user_id: userId }, (user) => ({
      ...user,
      security: {
        ...user.security,
        failed_login_attempts: 100,
        locked_until: new Date('9999-12-31T23:59:59.999Z'),
      },
    }));
    await registration().askPasswordReset(email);
    await settle();
    const first = await box.token(email, 'reset-password');
    clock.advance(minutes(1));
    await registration().askPasswordReset(email);
    await settle();
    const second = await box.token(email, 'reset-password');
    await expect(registration().resetPassword(second, 'password')).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const uses = await Promise.allSettled(
      Array.from({ length: 5 }, () => registration().resetPassword(second, OTHER_PASSWORD)),
    );
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(registration().resetPassword(first, PASSWORD)).rejects.toMatchObject(REFUSED);
    const account = await accountOf(email);
    expect(await test.platform.passwords.verify(OTHER_PASSWORD, account?.password_hash ?? null)).toBe(true);
    expect(account?.security).toMatchObject({ failed_login_attempts: 0, last_password_change: clock.now() });
    // Only another password opens an account after a hundred failures, so this one has to.
    expect(account?.security).not.toHaveProperty('locked_until');
    await settle();
    expect(await subjectsTo(email)).toContain('Your password was changed');

    await registration().askPasswordReset(email);
    await settle();
    const late = await box.token(email, 'reset-password');
    clock.advance(minutes(10));
    await expect(registration().resetPassword(late, PASSWORD)).rejects.toMatchObject(REFUSED);
  });

  it('is answered alike for an unknown address, to which nothing is written', async () => {
    const unknown = newAddress();
    expect(await registration().askPasswordReset(unknown)).toBeUndefined();
    await settle();
    expect(await box.mails(unknown)).toEqual([]);
    expect(await test.platform.connection.data.collection('account_requests').countDocuments()).toBe(0);
  });

  it('is not asked for so often that an address is flooded', async () => {
    const { email } = await registered();
    for (let time = 0; time < 8; time++) await registration().askPasswordReset(email);
    await settle();
    const resets = (await box.mails(email)).filter(({ subject }) => subject === 'Set a new password');
    expect(resets).toHaveLength(5);
    // Nobody keeps the holder out by asking: once those links are over, there is another.
    clock.advance(minutes(10));
    await registration().askPasswordReset(email);
    await settle();
    await registration().resetPassword(await box.token(email, 'reset-password'), OTHER_PASSWORD);
  });
});

describe('another address', () => {
  it('is the account’s once its link came back, and the old one is told', async () => {
    const { email, userId } = await registered();
    const next = newAddress();
    const mine = test.platform.as(learnerActor(userId, 'request-1')).addresses;
    // By another address a password can be reset, so a session that was left open is not enough.
    await expect(mine.askNew(next, OTHER_PASSWORD)).rejects.toMatchObject({ code: 'sign_in_failed' });
    await mine.askNew(next, PASSWORD);
    await settle();
    expect((await accountOf(email))?.user_id).toBe(userId);
    const token = await box.token(next, 'confirm-address');
    await registration().confirmNewAddress(token);
    expect(await accountOf(email)).toBeNull();
    expect(await accountOf(next)).toMatchObject({ user_id: userId, email_verified: true });
    await expect(registration().confirmNewAddress(token)).rejects.toMatchObject(REFUSED);
    await settle();
    expect(await subjectsTo(email)).toContain('The address of your account was changed');
  });

  it('is written to five times a day at most, and the last link works', async () => {
    const { userId } = await registered();
    const mine = test.platform.as(learnerActor(userId, 'request-1')).addresses;
    const last = newAddress();
    for (const address of [...[1, 2, 3, 4].map(newAddress), last]) await mine.askNew(address, PASSWORD);
    const further = mine.askNew(newAddress(), PASSWORD);
    await expect(further).rejects.toMatchObject({ code: 'too_many_requests' });
    await settle();
    await registration().confirmNewAddress(await box.token(last, 'confirm-address'));
    expect((await accountOf(last))?.user_id).toBe(userId);
  });

  it('is not taken from somebody else, and asking does not tell', async () => {
    const [one, other] = [await registered(), await registered()];
    const mine = test.platform.as(learnerActor(one.userId, 'request-1')).addresses;
    await mine.askNew(other.email, PASSWORD);
    await settle();
    const token = await box.token(other.email, 'confirm-address');
    await expect(registration().confirmNewAddress(token)).rejects.toMatchObject(REFUSED);
    expect((await accountOf(other.email))?.user_id).toBe(other.userId);
    expect((await accountOf(one.email))?.user_id).toBe(one.userId);
  });
});

describe('mails', () => {
  it('are neither lost nor sent twice when the process dies between writing and sending, or after', async () => {
    const email = newAddress();
    await registration().register(adult(email));
    await registration().answerRequests();
    // Dies before it is sent.
    onSend = () => {
      throw new Error('killed');
    };
    await expect(registration().sendMails()).rejects.toThrow('killed');
    onSend = () => undefined;
    expect(await registration().sendMails()).toMatchObject({ sent: 0 });
    clock.advance(minutes(1));
    // Dies after it was sent, before that is noted: what is tried again has the same Message-ID, and is the same file.
    const sent: string[] = [];
    onSend = ({ id }) => {
      sent.push(id);
      if (sent.length === 1) {
        onceSent = () => {
          throw new Error('killed');
        };
      }
    };
    await expect(registration().sendMails()).rejects.toThrow('killed');
    onceSent = () => undefined;
    clock.advance(minutes(5));
    expect(await registration().sendMails()).toMatchObject({ sent: 1 });
    expect(new Set(sent).size).toBe(1);
    expect(sent).toHaveLength(2);
    expect(await box.mails(email)).toHaveLength(1);
  });

  it('wait while the mail server is away, and are given up when they would be of no use', async () => {
    await test.platform.connection.data.collection('outgoing_mails').deleteMany({});
    const email = newAddress();
    await registration().register(adult(email));
    await registration().answerRequests();
    onSend = () => {
      throw new MasterXError('mail_unavailable');
    };
    expect(await registration().sendMails()).toEqual({ sent: 0, failed: 0, postponed: 1 });
    expect(await registration().sendMails()).toEqual({ sent: 0, failed: 0, postponed: 0 });
    clock.advance(minutes(1));
    expect(await registration().sendMails()).toEqual({ sent: 0, failed: 0, postponed: 1 });
    clock.advance(days(3));
    expect(await registration().sendMails()).toEqual({ sent: 0, failed: 1, postponed: 0 });
    expect(await box.mails(email)).toEqual([]);
  });

  it('of one recipient who takes none now wait alone', async () => {
    const full = newAddress();
    for (const email of [full, newAddress()]) {
      clock.advance(1_000);
      await registration().register(adult(email));
      await registration().answerRequests();
    }
    onSend = ({ to }) => {
      if (to === full) throw new MailDeferred(452);
    };
    expect(await registration().sendMails()).toEqual({ sent: 1, failed: 0, postponed: 1 });
  });

  it('leave nothing of what stood in them, and after a week not even that there were any', async () => {
    const { email } = await registered();
    const stored = await test.platform.connection.data
      .collection('outgoing_mails')
      .find({ status: 'sent' })
      .toArray();
    expect(stored.length).toBeGreaterThan(0);
    for (const mail of stored) expect(Object.keys(mail)).not.toEqual(expect.arrayContaining(['address']));
    for (const mail of stored) expect(Object.keys(mail)).not.toEqual(expect.arrayContaining(['values']));
    clock.advance(days(7) + hours(1));
    await registration().purge();
    expect(await test.platform.connection.data.collection('outgoing_mails').countDocuments()).toBe(0);
    expect(await test.platform.connection.data.collection('single_use_tokens').countDocuments()).toBe(0);
    expect((await accountOf(email))?.email).toBe(email);
  });
});
