import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import type { RunOnly } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findChromium } from '../../scripts/chromium.mjs';
import { systemClock } from '../../src/std/clock.ts';
import { launchBrowser, openPage, settled, type WatchedPage } from './browser.ts';
import { buildPages } from './build.ts';
import { type Cast, openCast, type Person } from './cast.ts';
import { signInOn } from './entering.ts';
import { focusedOn } from './keyboard.ts';
import { openPagesService, type PagesService } from './service.ts';

/** As wide as a page is that is enlarged to 400 % on a screen of 1280 (WCAG 2.2, 1.4.10). */
const NARROW_PX = 320;
/** All of it in the light; of what is dark only what colours can make worse. */
const RULES = {
  light: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  dark: { type: 'rule', values: ['color-contrast'] },
} as const satisfies Record<string, RunOnly>;
/** Some forty pages, on a machine that does other things as well. */
const PATIENCE_MS = 480_000;

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Within pages, where it was put. */
declare const axe: typeof Axe;

const chromium = findChromium();

describe.skipIf(chromium === null)('the pages, before everybody they are for', () => {
  let service: PagesService;
  let browser: Browser;
  let cast: Cast;
  const watched = new Map<Person | null, WatchedPage>();
  const failures: string[] = [];

  beforeAll(async () => {
    buildPages();
    service = await openPagesService(inject('mongodbUri'), {
      ...{ learners: 6, realLearners: 0, days: 35, seed: 11, signIn: 'required' },
      clock: systemClock,
      onFailure: (line) => failures.push(line),
    });
    cast = await openCast(service.test);
    browser = await launchBrowser(chromium ?? '');
  });

  afterAll(async () => {
    for (const { close } of watched.values()) await close();
    await browser?.close();
    await service?.close();
    expect(failures).toEqual([]);
  });

  /** The browser of somebody, who signs in once; of nobody in particular where none is named. */
  const pageOf = async (person: Person | null): Promise<Page> => {
    const known = watched.get(person);
    if (known) return known.page;
    const opened = await openPage(browser, service.url);
    watched.set(person, opened);
    await opened.page.context().addInitScript({ content: AXE_SOURCE });
    if (person) await signInOn(opened.page, person.email, systemClock);
    return opened.page;
  };
  const show = async (page: Page, path: string) => {
    await page.goto(path);
    await settled(page);
  };
  const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

  it('let a learner choose a teacher by a link and by name, and take it back', async () => {
    const { learner, educator } = cast;
    const name = (await service.test.system.learners.profile(learner.id)).profile.name ?? '';
    const teacher = await pageOf(educator);
    await teacher.getByRole('heading', { level: 1, name: 'My learners' }).waitFor();
    const listed = teacher.getByRole('list', { name: 'Learners who share with me' });
    await listed.getByRole('heading', { name }).waitFor();
    const link = await teacher.getByLabel('Link for your learners').inputValue();

    const own = await pageOf(learner);
    await show(own, `/learners/${learner.id}/shares`);
    const teachers = own.getByRole('list', { name: 'Teachers' });
    await teachers.getByText('Edda Lind').waitFor();
    await teachers.getByRole('button', { name: 'Stop sharing' }).click();
    await teachers.getByText('ended', { exact: true }).waitFor();
    await show(teacher, '/educator');
    await listed.getByRole('heading').first().waitFor();
    expect(await listed.getByRole('heading', { name }).count()).toBe(0);
    await show(teacher, `/learners/${learner.id}`);
    await teacher.getByText('This is not yours to see or to change').waitFor();
    const { complaints } = watched.get(educator) ?? { complaints: [] };
    expect(complaints.splice(0).filter((one) => !one.includes('403'))).toEqual([]);

    await own.goto(link);
    const asked = region(own, 'Share with Edda Lind?');
    await asked.getByRole('button', { name: 'Share', exact: true }).click();
    await teachers.getByText('shared', { exact: true }).waitFor();
    await own.getByLabel('Link or number of the teacher').fill(learner.id);
    await own.getByRole('button', { name: 'Who is it?' }).click();
    await own.getByText('No teacher has this link or number').waitFor();
    const told = watched.get(learner)?.complaints ?? [];
    expect(told.splice(0).filter((one) => !one.includes('404'))).toEqual([]);

    await show(teacher, '/educator');
    await listed.getByRole('link', { name }).click();
    await teacher.getByRole('heading', { level: 1, name }).waitFor();
    await settled(teacher);
    expect(await region(teacher, 'Mastery').getByRole('button').count()).toBeGreaterThan(0);
    for (const hidden of ['Profile', 'Learning DNA', 'Wellness'])
      expect(await region(teacher, hidden).count(), hidden).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('let a family share a plan: invite, join, see who is in it, leave', async () => {
    const { learner, ward } = cast;
    const at = systemClock.now();
    await service.test.system.documents
      .collection('users')
      .revise('hold a family plan', { user_id: learner.id }, (user) => ({
        ...user,
        subscription: {
          ...user.subscription,
          plan: 'family',
          status: 'active',
          expires_at: new Date(at.getTime() + 30 * 86_400_000),
          usage_tracking: { ...user.subscription.usage_tracking, ai_queries_limit: 1000 },
        },
      }));
    await service.test.system.documents
      .collection('users')
      .revise(
        'hold no plan',
        { user_id: ward.id },
        ({ subscription: { expires_at: _, ...own }, ...user }) => ({
          ...user,
          subscription: { ...own, plan: 'free', status: 'active' },
        }),
      );
    const holder = await pageOf(learner);
    await show(holder, `/learners/${learner.id}/family`);
    await holder.getByText('Only you yet').waitFor();
    await holder.getByRole('button', { name: 'Make a code' }).click();
    const code = await holder.getByLabel('Code to pass on').inputValue();

    const member = await pageOf(ward);
    await show(member, `/learners/${ward.id}/family`);
    await member.getByLabel('Code', { exact: true }).fill(code);
    await member.getByRole('button', { name: 'Join' }).click();
    await member.getByRole('heading', { name: 'You are in a family' }).waitFor();
    await member.getByText('Questions to the tutor this month, of the whole family').waitFor();

    const name = (await service.test.system.learners.profile(ward.id)).profile.name ?? '';
    await show(holder, `/learners/${learner.id}/family`);
    await holder.getByRole('list', { name: 'Members' }).getByText(name).waitFor();
    await member.getByRole('button', { name: 'Leave the family' }).click();
    await member.getByRole('button', { name: 'Leave', exact: true }).click();
    await member.getByRole('heading', { name: 'Join a family' }).waitFor();
  });

  it('let consents be decided by keyboard alone', async () => {
    const page = await pageOf(cast.ward);
    await show(page, `/learners/${cast.ward.id}/consents`);
    const feelings = page.getByRole('group', { name: 'Remember feelings' });
    const before = await feelings.getByLabel('Yes').isChecked();
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      const inside = await feelings.evaluate((group) => group.contains(group.ownerDocument.activeElement));
      if (inside) break;
    }
    expect(await focusedOn(page).getAttribute('type')).toBe('radio');
    await page.keyboard.press(before ? 'ArrowRight' : 'ArrowLeft');
    const decisions = page.getByRole('list', { name: 'Decisions, latest first' });
    await decisions.getByText('Remember feelings').first().waitFor();
    expect(await feelings.getByLabel('Yes').isChecked()).toBe(!before);
  });

  /** Every page, by who comes to it. */
  const visits = (): readonly (readonly [string, Person | null, readonly string[]])[] => {
    const of = ({ id }: Person, ...pages: string[]) => pages.map((page) => `/learners/${id}${page}`);
    const open = ['/sign-in', '/register', '/verify-address', '/confirm-address', '/reset-password'];
    const links = ['/set-password', '/guardian-confirm', '/nowhere', '/reset-password#token=a'];
    const places = ['', '/consents', '/accesses', '/shares', '/settings'];
    const { learner, ward, guardian, educator } = cast;
    return [
      ['nobody', null, [...open, ...links]],
      ['learner', learner, [...of(learner, ...places, '/family', '/practice', '?subject=mathematics')]],
      ['learner at the link of a teacher', learner, [`/learners/${learner.id}/shares?with=${educator.id}`]],
      ['guardian', guardian, ['/guardian', ...of(ward, ...places), ...of(guardian, '/settings')]],
      ['educator', educator, ['/educator', ...of(learner, ''), ...of(educator, '/settings')]],
    ];
  };

  it(
    'fit 320 pixels, and keep WCAG 2.2 AA as far as axe can tell, light and dark',
    async () => {
      const told: string[] = [];
      for (const [who, person, paths] of visits()) {
        const page = await pageOf(person);
        await page.setViewportSize({ width: NARROW_PX, height: 720 });
        for (const path of paths) {
          await page.goto('about:blank');
          await show(page, path);
          const wide = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
          if (wide > 0) told.push(`${who} ${path} scrolls sideways by ${wide} px`);
          for (const [colorScheme, rules] of Object.entries(RULES)) {
            await page.emulateMedia({ colorScheme: colorScheme as keyof typeof RULES });
            await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
            for (const violation of await violationsOn(page, rules))
              told.push(`${who} ${path} ${colorScheme}: ${violation}`);
          }
        }
        await page.emulateMedia({ colorScheme: 'light' });
      }
      expect(told).toEqual([]);
    },
    PATIENCE_MS,
  );
});

/** What axe finds, each with the elements it is about. */
async function violationsOn(page: Page, rules: RunOnly): Promise<string[]> {
  const { violations } = await page.evaluate(
    (runOnly) => axe.run({ runOnly, resultTypes: ['violations'] }),
    rules,
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id} at ${nodes.map(({ target, any: [why] }) => `${target.join(' ')} (${why?.message})`).slice(0, 3)}`,
  );
}
