import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newUser } from '../../../test/support/examples.ts';
import { NOTICE_NAMES, NOTICES, type NoticeName } from '../../schema/vocabulary/notices.ts';
import { type Circle, type Person, recipientOf } from './recipient.ts';

const now = new Date('2026-05-01T17:00:00Z');
const notice = fc.constantFrom(...NOTICE_NAMES);

const person: fc.Arbitrary<Person> = fc
  .record({
    settings: fc.record({
      email_notifications: fc.boolean(),
      study_reminders: fc.boolean(),
      progress_updates: fc.boolean(),
      achievement_notifications: fc.boolean(),
    }),
    age: fc.option(fc.integer({ min: 3, max: 90 })),
    email: fc.constantFrom('ada@example.org', null),
    email_verified: fc.boolean(),
    account_status: fc.constantFrom('active' as const, 'suspended' as const, 'deleted' as const),
    age_group: fc.constantFrom('child' as const, 'teen' as const, 'adult' as const, 'unknown' as const),
  })
  .map(({ settings, age, age_group, ...account }) => {
    const { profile, origin } = newUser('5b8f0a52-0000-4000-8000-000000000000');
    return {
      ...account,
      profile: age === null ? profile : { ...profile, age, age_recorded_at: now },
      origin: { ...origin, age_group },
      preferences: { notification_settings: settings },
    };
  });
const circle: fc.Arbitrary<Circle> = fc.record({
  person,
  allowed: fc.record({ analytics: fc.boolean(), emotional_data: fc.boolean() }),
  guardian: fc.option(person),
  now: fc.constant(now),
});

const always = (check: (notice: NoticeName, circle: Circle, to: 'person' | 'guardian' | null) => void) =>
  fc.assert(
    fc.property(notice, circle, (one, around) => {
      check(one, around, recipientOf(one, around));
    }),
    { numRuns: 2_000 },
  );

describe('a notice', () => {
  it('goes to nobody who did not choose it, or without the consent it takes', () => {
    always((one, { person: { preferences, account_status }, allowed }, to) => {
      const { setting, consent } = NOTICES[one];
      const settings = preferences.notification_settings;
      const isChosen = settings.email_notifications && (setting === null || settings[setting]);
      const isAllowed = consent === null || allowed[consent] === true;
      if (!isChosen || !isAllowed || account_status !== 'active') expect(to).toBeNull();
    });
  });

  it('about somebody who has a guardian goes to the guardian, who wants mails, or to nobody', () => {
    always((_, { guardian }, to) => {
      expect(to).not.toBe(guardian === null ? 'guardian' : 'person');
      if (guardian !== null && to === 'guardian') {
        expect(guardian).toMatchObject({ email_verified: true, account_status: 'active' });
        expect(guardian.email).not.toBeNull();
        expect(guardian.preferences.notification_settings.email_notifications).toBe(true);
      }
    });
  });

  it('never goes to a child, nor to whoever has no address that was proved', () => {
    always((_, { person: { profile, origin, email, email_verified } }, to) => {
      const isKnownToBeOlder =
        profile.age === undefined ? ['teen', 'adult'].includes(origin.age_group) : profile.age >= 13;
      if (!isKnownToBeOlder || email === null || !email_verified) expect(to).not.toBe('person');
    });
  });

  it('is written where everything speaks for it', () => {
    const grown: Person = {
      ...newUser('5b8f0a52-0000-4000-8000-000000000000'),
      email_verified: true,
      preferences: {
        notification_settings: {
          email_notifications: true,
          study_reminders: true,
          progress_updates: true,
          achievement_notifications: true,
        },
      },
    };
    for (const one of NOTICE_NAMES) {
      const around = { person: grown, allowed: { analytics: true }, now };
      expect(recipientOf(one, { ...around, guardian: null })).toBe('person');
      expect(recipientOf(one, { ...around, guardian: grown })).toBe('guardian');
    }
  });
});
