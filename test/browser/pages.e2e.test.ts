import { Binary } from 'mongodb';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { findChromium } from '../../scripts/chromium.mjs';
import { localOperatorActor } from '../../src/access/actor.ts';
import { generateLearner } from '../../src/intake/generator/population.ts';
import { questionFrom } from '../../src/learning/questions/bank.ts';
import { systemClock } from '../../src/std/clock.ts';
import { launchBrowser, openPage, settled, type WatchedPage } from './browser.ts';
import { buildPages } from './build.ts';
import { focusedOn, tabTo } from './keyboard.ts';
import { openPagesService, type PagesService } from './service.ts';

const POPULATION = { learners: 14, days: 35, seed: 11 } as const;

/** The first of a population: every consent, every kind of data. Who that is does not depend on the time. */
const showcase = generateLearner({ ...POPULATION, until: systemClock.now() }, 0).user;

const chromium = findChromium();
const LEFT_OUT = 'left out, for no Chromium was found: install one, or name it in MASTERX_CHROMIUM';
// A reporter does not name what is skipped.
if (!chromium)
  process.stderr.write(`The tests of the pages in a browser are ${LEFT_OUT}, and run them again.\n`);

describe.skipIf(chromium === null)(`the pages in a browser${chromium ? '' : ` (${LEFT_OUT})`}`, () => {
  let service: PagesService;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  /** A generated learner with much on record, and a real one. */
  let rich: string;
  let real: string;
  const failures: string[] = [];

  beforeAll(async () => {
    buildPages();
    service = await openPagesService(inject('mongodbUri'), {
      ...POPULATION,
      realLearners: 2,
      clock: systemClock,
      onFailure: (line) => failures.push(line),
    });
    browser = await launchBrowser(chromium ?? '');
    rich = showcase.user_id;
    const imported = await service.test.system.learners.list('imported', { limit: 1 });
    real = imported.items[0]?.user_id ?? '';
  });

  afterAll(async () => {
    await browser?.close();
    await service?.close();
    expect(failures).toEqual([]);
  });

  beforeEach(async () => {
    watched = await openPage(browser, service.url);
    page = watched.page;
  });

  afterEach(async () => {
    await watched.close();
    expect(watched.complaints).toEqual([]);
  });

  const show = async (path: string) => {
    await page.goto(path);
    await settled(page);
  };
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  const focused = () => focusedOn(page);

  it('list generated learners first, and find among them', async () => {
    await show('/');
    const titles = await page.getByRole('heading', { level: 2 }).allTextContents();
    expect(titles).toEqual(['Generated learners', 'Real learners, from open data']);
    const first = page.getByRole('article').filter({ hasText: 'A good place to start' });
    const { learners } = service.test.system;
    const { items } = await learners.list('generated', { limit: 20 });
    const name = await first.getByRole('heading').textContent();
    const featured = items.find((learner) => learner.name === name);
    const { preferences } = await learners.profile(featured?.user_id ?? '');
    expect(Object.values(preferences.privacy_settings)).not.toContain(false);
    const cards = page.getByRole('list', { name: 'Generated learners' }).getByRole('listitem');
    await part('Generated learners').getByRole('button', { name: 'Show more learners' }).click();
    await expect.poll(() => cards.count()).toBe(13);
    const sought = (await cards.first().getByRole('heading').textContent()) ?? '';
    await page.getByLabel('Find on this page').fill(sought);
    await expect.poll(() => cards.count()).toBeLessThan(4);
    await cards.first().getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: sought }).waitFor();
  });

  it('show all that is known of a learner', async () => {
    await show(`/learners/${rich}`);
    expect(await part('Profile').textContent()).toMatch(/Agreed to[\s\S]*finding out how learning goes best/);
    const dna = part('Learning DNA');
    expect(await dna.textContent()).toMatch(/Attention span\s*\d+ min/);
    expect(await dna.getByRole('img').count()).toBeGreaterThan(0);
    const sessions = part('The last 30 days').getByRole('list', { name: 'Sessions, newest first' });
    expect(await sessions.getByRole('link').count()).toBeGreaterThan(3);
    expect(await part('Mastery').textContent()).toMatch(/\d+ %/);
    expect(await part('Reviews due').textContent()).toMatch(/due|in \d+ days|tomorrow/);
    expect(await part('Wellness').getByRole('img').count()).toBeGreaterThan(0);

    await part('Mastery').getByRole('button').first().click();
    await expect.poll(() => page.url()).toContain('subject=');
    await sessions.getByRole('link').first().click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    await settled(page);
    expect(await part('What happened').textContent()).toMatch(/right|wrong/);
    expect(await part('What came of it').textContent()).toContain('Right answers');
  });

  it('map what rests on what, and say of one concept why and how it is forgotten, by keyboard', async () => {
    await show(`/learners/${rich}?subject=mathematics`);
    const map = part('Mastery').getByRole('group', { name: /^Mathematics: \d+ concepts? met/ });
    await expect.poll(() => map.locator('svg path').count()).toBeGreaterThan(0);
    expect(await map.getByRole('list').count()).toBeGreaterThan(1);
    const tile = map.getByRole('link').first();
    const name = (await tile.locator('span').first().textContent()) ?? '';
    expect(await tile.textContent()).toMatch(/\d+ %/);
    await tile.focus();
    await page.keyboard.press('Enter');
    const panel = part(name);
    await panel.getByRole('heading', { name: 'Why' }).waitFor();
    expect(await focused().textContent()).toBe(name);
    expect(page.url()).toContain('concept=');
    const [topic = '', concept = ''] = new URL(page.url()).searchParams.get('concept')?.split('/') ?? [];
    const known = await service.test.system.insight.concept(rich, 'mathematics', topic, concept);
    const stored = Math.round(100 * (known?.mastery_tracking.current_mastery_level ?? -1));
    expect(await panel.textContent()).toMatch(new RegExp(`stored, as of [^%]*${stored} %`));
    expect(await panel.getByRole('listitem').count()).toBeGreaterThan(1);
    await panel.getByRole('link', { name: 'Close' }).click();
    await expect.poll(() => panel.count()).toBe(0);
  });

  it('show what is due each day, feelings by period, and what changed in the DNA', async () => {
    await show(`/learners/${rich}`);
    const reviews = part('Reviews due');
    const day = reviews.locator('button[aria-pressed]').last();
    const told = (await day.getAttribute('aria-label')) ?? (await day.textContent()) ?? '';
    const due = /(\d+) (?:reviews?$|overdue)/.exec(told)?.[1];
    await day.click();
    expect(await day.getAttribute('aria-pressed')).toBe('true');
    await expect
      .poll(() => reviews.getByRole('heading', { level: 3 }).textContent())
      .toMatch(new RegExp(`: ${due} reviews?$`));
    const wellness = part('Wellness');
    for (const period of ['Weeks', 'Days']) {
      await wellness.getByText(period, { exact: true }).click();
      await wellness
        .getByRole('img', { name: new RegExp(`recorded ${period.slice(0, -1).toLowerCase()}`) })
        .waitFor();
    }
    expect(await wellness.textContent()).toContain('Best and hard times of the day');
    const changes = part('Learning DNA').getByRole('list', { name: 'What changed when, latest first' });
    expect(await changes.getByRole('listitem').first().textContent()).toContain('confidence');
  });

  it('say of a real learner what was not recorded, and make nothing up', async () => {
    await show(`/learners/${real}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^OULAD learner /);
    const dna = (await part('Learning DNA').textContent()) ?? '';
    expect(dna).toContain('Nothing to draw yet');
    expect(dna).toContain('Why do you think so?');
    for (const assumed of ['Processing speed', 'preference (confidence', 'What moves', 'Learning style:'])
      expect(dna).not.toContain(assumed);
    expect(await part('Wellness').textContent()).toContain('No feelings on record');
    expect(await part('Profile').textContent()).toMatch(/Legal basis\s*Research/);
    expect(await part('The last 30 days on record').textContent()).toMatch(/\d+ of 1 right/);
    expect(await part('The last 30 days on record').textContent()).not.toContain('0 min');
  });

  it('practise by keyboard alone, and store what was answered', async () => {
    await show(`/learners/${rich}`);
    await tabTo(page, 'Practise');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Practise' }).waitFor();
    const began = page.waitForResponse((response) => response.url().endsWith('/practice'));
    await page.getByRole('list', { name: 'Subjects' }).waitFor();
    await tabTo(page, /^Mathematics/);
    await page.keyboard.press('Enter');
    const round = (await (await began).json()) as {
      session_id: string;
      questions: { question_id: string; kind: string; choices?: string[] }[];
    };
    expect(round.questions).toHaveLength(10);

    for (const [at, { question_id, choices }] of round.questions.entries()) {
      await page.getByText(`Question ${at + 1} of 10`).waitFor();
      await expect.poll(() => focused().evaluate((element) => element.tagName)).toBe('INPUT');
      const { answer, mistakes } = questionFrom(question_id);
      const given = at < 3 ? (mistakes[0] ?? '') : answer;
      await page.keyboard.type(choices ? String(choices.indexOf(given) + 1) : given);
      await page.keyboard.press('Enter');
      const verdict = page.getByRole('status').filter({ hasText: at < 3 ? 'Not quite.' : 'Right.' });
      await verdict.waitFor();
      const next = at < 9 ? 'Next question' : 'Finish';
      await expect.poll(() => focused().textContent()).toBe(next);
      if (at === 0) {
        const stored = page.getByRole('region', { name: 'The stored interaction' });
        expect(await stored.textContent()).toMatch(/user_input\s*binData, \d+ bytes/);
      }
      await page.keyboard.press('Enter');
    }
    await page.getByRole('heading', { name: 'Was that a good session?' }).waitFor();
    await page.keyboard.press('4');
    await page.getByRole('heading', { name: '7 of 10 right' }).waitFor();

    const { data } = service.test.platform.connection;
    const session = await data.collection('learning_sessions').findOne({ session_id: round.session_id });
    expect(session?.['interactions']).toHaveLength(10);
    for (const { user_input } of session?.['interactions'] ?? []) expect(user_input).toBeInstanceOf(Binary);
    expect(session?.['performance_metrics']).toMatchObject({ questions_attempted: 10, questions_correct: 7 });
    expect(session?.['ended_at']).toBeInstanceOf(Date);
    const concepts = [
      ...new Set(round.questions.map(({ question_id }) => questionFrom(question_id).concept)),
    ];
    const mastery = await data
      .collection('content_mastery')
      .find({ user_id: rich, concept: { $in: concepts } })
      .toArray();
    expect(mastery.map(({ concept }) => concept).sort()).toEqual(concepts.sort());
    for (const { spaced_repetition_data } of mastery) {
      expect(spaced_repetition_data.next_review_date).toBeInstanceOf(Date);
    }
    await tabTo(page, 'See the session');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    await settled(page);
    expect(await part('What came of it').textContent()).toMatch(/7 of 10 \(70 %\)/);
  });

  it('tell who looked at what and why, drawn and as a list', async () => {
    await service.test.platform.as(localOperatorActor('olga', 'a question')).learners.profile(rich);
    await show(`/learners/${rich}`);
    await page.getByRole('link', { name: 'Who looked' }).click();
    const glance = part('At a glance');
    await glance.getByText(/^Besides the learner: people who run MasterX/).waitFor();
    await glance.getByRole('img', { name: /People who run MasterX on 1 day/ }).waitFor();
    const list = page.getByRole('list', { name: 'Accesses by day, latest first' });
    expect(await list.textContent()).toMatch(/The learner looked at .*account/);
    await page.getByText('All but the learner').click();
    await expect.poll(() => list.textContent()).not.toContain('The learner looked');
    expect(await list.textContent()).toMatch(/People who run MasterX \(operator\) looked at the account/);
  });

  it('show how fast the queries answer, and what is stored', async () => {
    await show(`/learners/${rich}`);
    await show('/platform');
    expect(await part('How fast it answers').textContent()).toMatch(/user profile[\s\S]*p95\s*[\d.]+ m?s/);
    expect(await part('How fast it answers').textContent()).toMatch(/\d+ of \d+ queries called so far/);
    expect(await part('What it holds').textContent()).toMatch(/learning_sessions\s*[\d,]+/);
    expect(await part('Sessions a day').getByRole('img').count()).toBe(1);
  });

  it('are dark where that was chosen, and stay so', async () => {
    await show('/');
    const ground = () =>
      page
        .locator('body')
        .evaluate((body) => body.ownerDocument.defaultView?.getComputedStyle(body).backgroundColor);
    const light = await ground();
    await page.getByTitle('Dark theme').click();
    await expect.poll(ground).not.toBe(light);
    const dark = await ground();
    await show('/platform');
    expect(await ground()).toBe(dark);
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
  });

  it('fit a narrow screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of [
      '/',
      `/learners/${rich}`,
      `/learners/${rich}/practice`,
      `/learners/${rich}/accesses`,
      '/platform',
    ]) {
      await show(path);
      const beyond = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
      expect(beyond, `${path} scrolls sideways`).toBe(0);
    }
  });

  it('have landmarks, one heading at the top, names for all that can be used, and a way past the navigation', async () => {
    for (const path of [
      '/',
      `/learners/${rich}`,
      `/learners/${rich}/practice`,
      `/learners/${rich}/accesses`,
      '/platform',
      '/nowhere',
    ]) {
      await show(path);
      for (const role of ['banner', 'main', 'contentinfo'] as const) {
        expect(await page.getByRole(role).count(), `${path}: ${role}`).toBe(1);
      }
      expect(await page.getByRole('navigation', { name: 'Main' }).count()).toBe(1);
      expect(await page.getByRole('heading', { level: 1 }).count(), `${path}: h1`).toBe(1);
      expect(await page.title()).toMatch(/^.+ · MasterX$/);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      const snapshot = await page.locator('body').ariaSnapshot();
      const nameless = snapshot
        .split('\n')
        .filter((line) => /^\s*- (?:button|link|textbox|searchbox|radio|img)\s*(?:\[.*\])?:?$/.test(line));
      expect(nameless, `${path}: without a name`).toEqual([]);
      const levels = await page
        .locator('h1,h2,h3,h4')
        .evaluateAll((all) => all.map((one) => Number(one.tagName.slice(1))));
      const jumps = levels.filter((level, at) => at > 0 && level > (levels[at - 1] ?? 0) + 1);
      expect(jumps, `${path}: headings leave out a level`).toEqual([]);
    }
    await show('/');
    await page.keyboard.press('Tab');
    expect(await focused().textContent()).toBe('Skip to the content');
    const order: string[] = [];
    for (let step = 0; step < 3; step++) {
      await page.keyboard.press('Tab');
      order.push((await focused().getAttribute('aria-label')) ?? (await focused().textContent()) ?? '');
    }
    expect(order).toEqual(['MasterX, choose a learner', 'Learners', 'Platform']);
  });
});
