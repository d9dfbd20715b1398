import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newInteraction, newSessionDocument, newUser } from '../../../test/support/examples.ts';
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { type Actor, learnerActor } from '../../access/actor.ts';
import type { NewUserDocument } from '../../derive/generated/documents.ts';
import { ManualClock } from '../../std/clock.ts';
import { days, hours } from '../../std/durations.ts';
import { systemEntropy } from '../../std/random.ts';

/** Friday morning; in Berlin it is summer. */
const clock = new ManualClock('2026-05-01T08:00:00Z');
let test: TestPlatform;
let box: Mailbox;
beforeAll(async () => {
  box = await openMailbox();
  test = await openTestPlatform(inject('mongodbUri'), { clock, mailer: box.mailer });
});
afterAll(async () => {
  await test.close();
  await box.close();
});

const MAILS = {
  email_notifications: true,
  study_reminders: true,
  progress_updates: true,
  achievement_notifications: true,
};

/** Somebody with an account, who is grown up and has proved the address unless said otherwise. */
async function newPerson(given: Partial<NewUserDocument> = {}, timezone = 'Europe/Berlin') {
  const user = newUser(systemEntropy.uuid());
  const { profile } = user;
  await test.system.documents
    .collection('users')
    .insert([{ ...user, email_verified: true, profile: { ...profile, timezone }, ...given }]);
  const me = test.platform.as(learnerActor(user.user_id, 'request'));
  return {
    id: user.user_id,
    email: user.email ?? '',
    me,
    wants: (settings: object = MAILS) =>
      me.profiles.changePreferences(user.user_id, { notification_settings: settings }),
  };
}
type Person = Awaited<ReturnType<typeof newPerson>>;

/** Practises now, so that something is to be reviewed days later. */
async function practises({ id }: Pick<Person, 'id'>): Promise<void> {
  const sessionId = systemEntropy.uuid();
  const { session_context } = newSessionDocument(sessionId, id);
  const at = clock.now();
  await test.system.sessions.record([
    {
      start: { session_id: sessionId, user_id: id, started_at: at, session_context },
      interactions: [{ ...newInteraction('i-1', 1), timestamp: at }],
    },
  ]);
  await test.system.sessions.end(id, sessionId);
}

const run = () => test.system.registration.writeNotices();
/** Lets the time pass to a moment, and what is due be written and sent. */
async function at(moment: string): Promise<void> {
  clock.advance(new Date(moment).getTime() - clock.now().getTime());
  await run();
  await test.system.registration.sendMails();
}
const subjectsTo = async (email: string) => (await box.mails(email)).map(({ subject }) => subject);
const scheduleOf = ({ id }: Pick<Person, 'id'>) =>
  test.system.documents.collection('notice_schedules').find('notice_schedule', {}, { learner: id });

describe('notices', () => {
  it('come in the evening of one’s own day, once, to whoever wants them', async () => {
    const [berlin, newYork, silent, unproved] = [
      await newPerson(),
      await newPerson({}, 'America/New_York'),
      await newPerson(),
      await newPerson({ email_verified: false }),
    ];
    const people = [berlin, newYork, silent, unproved];
    for (const person of people) await practises(person);
    for (const person of [berlin, newYork, unproved]) await person.wants();
    await silent.wants({ ...MAILS, email_notifications: false });
    expect(await scheduleOf(silent)).toBeNull();
    // Monday, 4 May: a week with a session is over, and reviews are due.
    await at('2026-05-04T14:59:00Z');
    expect(await subjectsTo(berlin.email)).toEqual([]);
    clock.advance(hours(0.1));
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.reduce((sum, { written }) => sum + written, 0)).toBe(2);
    await run();
    await test.system.registration.sendMails();
    expect((await subjectsTo(berlin.email)).sort()).toEqual(['Time to review', 'Your week at a glance']);
    expect(await subjectsTo(newYork.email)).toEqual([]);
    await at('2026-05-04T21:05:00Z');
    expect(await subjectsTo(newYork.email)).toHaveLength(2);
    expect(await subjectsTo(silent.email)).toEqual([]);
    expect(await subjectsTo(unproved.email)).toEqual([]);
    expect((await scheduleOf(berlin))?.next_at).toEqual(new Date('2026-05-05T15:00:00Z'));
    // Nobody can read out of a mail what somebody learns or how it went.
    for (const { text, html } of await box.mails()) {
      expect(text).not.toMatch(/variance|statistics|\bAda\b|\d ?%|score/i);
      expect(html).not.toMatch(/<img|<script/);
      expect(text).toContain('/settings');
    }
    for (const person of people) await person.wants({ email_notifications: false });
  });

  it('are not made up for at night, and end by themselves for whoever wants none any more', async () => {
    const person = await newPerson();
    await practises(person);
    await person.wants();
    await at('2026-05-11T23:30:00Z');
    expect(await subjectsTo(person.email)).toEqual([]);
    expect((await scheduleOf(person))?.next_at).toEqual(new Date('2026-05-12T15:00:00Z'));
    await at('2026-05-12T15:01:00Z');
    expect(await subjectsTo(person.email)).toEqual(['Time to review']);
    await person.wants({ email_notifications: false });
    await at('2026-05-13T15:01:00Z');
    expect(await subjectsTo(person.email)).toHaveLength(1);
    expect(await scheduleOf(person)).toBeNull();
    // Wanted again, they come again.
    await person.wants({ email_notifications: true });
    await at('2026-05-14T15:01:00Z');
    expect(await subjectsTo(person.email)).toHaveLength(2);
    await person.wants({ email_notifications: false });
  });

  it('look at nothing of what is learned without consent to analysis, but at the plan', async () => {
    const person = await newPerson();
    await practises(person);
    await person.me.consents.decide(person.id, 'analytics', { given: false });
    await person.wants({ ...MAILS, study_reminders: false });
    await person.me.subscriptions.beginTrial(person.id, 'premium');
    const ends = (await person.me.subscriptions.of(person.id)).expires_at ?? new Date(0);
    await at(new Date(ends.getTime() - days(4)).toISOString());
    expect(await subjectsTo(person.email)).toEqual([]);
    for (let day = 3; day > 0; day--) {
      const evening = new Date(
        `${new Date(ends.getTime() - days(day)).toISOString().slice(0, 10)}T15:01:00Z`,
      );
      await at(evening.toISOString());
    }
    expect(await subjectsTo(person.email)).toEqual(['A plan ends soon']);
    await person.wants({ email_notifications: false });
  });

  it('about a child go to the guardian, who wants mails as well, or to nobody', async () => {
    const child = await newPerson({ origin: { kind: 'registered', age_group: 'child' } });
    const guardian = await newPerson({ roles: ['guardian'] });
    await practises(child);
    await child.wants();
    const nextEvening = async () => {
      const due = (await scheduleOf(child))?.next_at ?? new Date(0);
      await at(new Date(due.getTime() + 1).toISOString());
    };
    for (let evening = 0; evening < 4; evening++) await nextEvening();
    await test.system.documents.collection('guardianships').insert([
      {
        user_id: child.id,
        guardian_id: guardian.id,
        status: 'active',
        method: 'signed_form',
        text_version: '1',
        verified_at: clock.now(),
        hand_over_at: new Date('2034-01-01T00:00:00Z'),
        consent_age: 16,
      },
    ]);
    await nextEvening();
    expect(await subjectsTo(guardian.email)).toEqual([]);
    await guardian.wants({ email_notifications: true });
    await nextEvening();
    expect(await subjectsTo(child.email)).toEqual([]);
    expect(await subjectsTo(guardian.email)).toContain('Time to review');
    const [mail] = await box.mails(guardian.email);
    expect(mail?.text).toContain('learner in your care');
    expect(mail?.text).not.toMatch(/Ada/);
    // Where the guardian is gone the learner is not, and stays planned.
    await test.system.documents.collection('users').remove('gone', [{ user_id: guardian.id }]);
    await nextEvening();
    expect((await scheduleOf(child))?.next_at.getTime()).toBeGreaterThan(clock.now().getTime());
    expect(await subjectsTo(child.email)).toEqual([]);
  });

  it('are stopped between two accounts and go on, and are no reason to remember whoever is gone', async () => {
    const people = [await newPerson(), await newPerson(), await newPerson()];
    for (const person of people) {
      await practises(person);
      await person.wants();
    }
    const evening = (await scheduleOf(people[0] as Person))?.next_at ?? new Date(0);
    clock.advance(evening.getTime() + days(2) - clock.now().getTime());
    await test.system.documents.collection('users').remove('gone', [{ user_id: people[0]?.id ?? '' }]);
    const stopped = new AbortController();
    stopped.abort();
    await expect(test.system.registration.writeNotices(stopped.signal)).rejects.toThrow();
    await run();
    await test.system.registration.sendMails();
    expect(await scheduleOf(people[0] as Person)).toBeNull();
    for (const { email } of people.slice(1)) expect(await subjectsTo(email)).toContain('Time to review');
  });

  it('are planned for nobody who may not be asked about', async () => {
    const [one, other] = [await newPerson(), await newPerson()];
    const stranger: Actor = learnerActor(one.id, 'request');
    await expect(
      test.platform.as(stranger).profiles.changePreferences(other.id, { notification_settings: MAILS }),
    ).rejects.toMatchObject({ code: 'access_denied' });
    expect(await scheduleOf(other)).toBeNull();
  });
});
