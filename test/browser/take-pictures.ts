import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { learnerActor, operatorActor, systemActor } from '../../src/access/actor.ts';
import { questionFrom } from '../../src/learning/questions/bank.ts';
import { days } from '../../src/std/durations.ts';
import { launchBrowser, openPage, settled } from './browser.ts';
import { type Cast, openCast } from './cast.ts';
import { signInOn } from './entering.ts';
import { startingAt } from './running-clock.ts';
import { withTestServer } from './server.ts';
import { openPagesService, type PagesService } from './service.ts';

/**
 * Takes the pictures of the pages for the README and the docs, `docs/pictures/{NAME}-{light,dark}.png`, named as in `HEIGHTS`:
 * always the same invented learners, at the same moment. Only the questions of the practice are drawn anew, and how long
 * answers take is measured.
 *
 *   npx tsx test/browser/take-pictures.ts
 */
const FOLDER = join(import.meta.dirname, '../../docs/pictures');
const NOW = new Date('2026-03-18T16:20:00Z');
const WIDTH = 1280;
/** As much of each page as tells what it is. */
const HEIGHTS = {
  learners: 1000,
  learner: 1250,
  practice: 920,
  platform: 1500,
  choices: 1180,
  accesses: 1080,
  guardian: 780,
  educator: 900,
  sharing: 780,
};
const BYTES_MAX = 300_000;
const ANSWERED = 3;
const VISITED_DAYS = 24;

const chromium = findChromium();
if (!chromium) throw new Error('No Chromium was found: install one, or name it in MASTERX_CHROMIUM.');

await mkdir(FOLDER, { recursive: true });
await withTestServer(async (mongodbUri) => {
  const clock = startingAt(NOW);
  const service = await openPagesService(mongodbUri, {
    learners: 12,
    realLearners: 12,
    days: 60,
    seed: 2026,
    clock,
  });
  const browser = await launchBrowser(chromium);
  try {
    for (const scheme of ['light', 'dark'] as const) await takeAll(browser, service, scheme);
    const learner = await shownLearner(service);
    await decide(service, learner);
    for (let day = 0; day < VISITED_DAYS; day++) {
      clock.skip(days(1));
      await visit(service, learner, day);
    }
    for (const scheme of ['light', 'dark'] as const) await takeOfLearner(browser, service, scheme, learner);
    await takeOfOthers(browser, mongodbUri);
  } finally {
    await browser.close();
    await service.close();
  }
});

async function takeAll(
  browser: Browser,
  service: PagesService,
  colorScheme: 'light' | 'dark',
): Promise<void> {
  const learner = await shownLearner(service);
  const watched = await openPage(browser, service.url, { colorScheme });
  const { page, complaints } = watched;
  await page.clock.setFixedTime(NOW);
  const take = takerOf(page, colorScheme);
  await take('learners', '/');
  await take('learner', `/learners/${learner}`);
  await practise(page, learner);
  await take('practice');
  await take('platform', '/platform');
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  await watched.close();
}

/** What a learner decided, and who came in the days after. */
async function takeOfLearner(
  browser: Browser,
  service: PagesService,
  colorScheme: 'light' | 'dark',
  learner: string,
): Promise<void> {
  const { page, complaints, close } = await openPage(browser, service.url, { colorScheme });
  await page.clock.setFixedTime(service.test.platform.clock.now());
  const take = takerOf(page, colorScheme);
  await take('choices', `/learners/${learner}/consents`);
  await take('accesses', `/learners/${learner}/accesses`);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  await close();
}

/** What guardians and educators are shown, who sign in. */
async function takeOfOthers(browser: Browser, mongodbUri: string): Promise<void> {
  const clock = startingAt(NOW);
  const service = await openPagesService(mongodbUri, {
    learners: 12,
    realLearners: 0,
    days: 60,
    seed: 2026,
    clock,
    signIn: 'required',
  });
  try {
    const cast = await openCast(service.test);
    const shown = [
      ['guardian', cast.guardian, stay],
      ['educator', cast.educator, stay],
      ['sharing', cast.learner, (page: Page) => chooseAgain(page, service, cast)],
    ] as const;
    for (const [name, { email }, go] of shown) {
      const { page, complaints, close } = await openPage(browser, service.url);
      await page.clock.setFixedTime(NOW);
      // No page is loaded again: the cookie that goes on with a sign-in is over by the clock of the browser itself.
      await signInOn(page, email, clock);
      await go(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await takerOf(page, colorScheme)(name);
      }
      if (complaints.length > 0) throw new Error(complaints.join('\n'));
      await close();
    }
  } finally {
    await service.close();
  }
}

/** The page one comes to after signing in. */
async function stay(page: Page): Promise<void> {
  await settled(page);
}

/** About to share with an educator from whom it was taken back. */
async function chooseAgain(page: Page, { test }: PagesService, { learner, educator }: Cast): Promise<void> {
  const { consents } = test.platform.as(learnerActor(learner.id, 'pictures'));
  await consents.endShare(learner.id, educator.id);
  await page.getByRole('link', { name: 'Sharing' }).first().click();
  await page.getByLabel('Link or number of the teacher').fill(educator.id);
  await page.getByRole('button', { name: 'Who is it?' }).click();
  await page.getByRole('button', { name: 'Share', exact: true }).waitFor();
}

function takerOf(page: Page, colorScheme: 'light' | 'dark') {
  return async (name: keyof typeof HEIGHTS, path?: string) => {
    await page.setViewportSize({ width: WIDTH, height: HEIGHTS[name] });
    if (path !== undefined) await page.goto(path);
    await settled(page);
    await page.waitForLoadState('networkidle');
    const file = join(FOLDER, `${name}-${colorScheme}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    const { size } = await stat(file);
    if (size > BYTES_MAX) throw new Error(`${file} has ${size} bytes, more than ${BYTES_MAX}.`);
  };
}

async function shownLearner(service: PagesService): Promise<string> {
  const { items } = await service.test.system.learners.list('generated', { limit: 50 });
  return items.at(-1)?.user_id ?? '';
}

/** A yes, a no, and a yes that was taken back. */
async function decide(service: PagesService, learner: string): Promise<void> {
  const me = service.test.platform.as(learnerActor(learner, 'pictures'));
  for (const [consent, given] of [
    ['analytics', true],
    ['research', true],
    ['research', false],
    ['third_parties', false],
  ] as const) {
    await me.consents.decide(learner, consent, { given });
  }
}

/** The learner comes on most days; somebody who runs the platform on two, its own jobs now and then. */
async function visit(service: PagesService, learner: string, day: number): Promise<void> {
  const { platform } = service.test;
  const me = platform.as(learnerActor(learner, 'pictures'));
  for (let times = 0; times < (day % 7 === 5 ? 0 : 2 + 9 * (day % 3)); times++) {
    await me.learners.profile(learner);
    await me.sessions.recent(learner, new Date(0));
  }
  const others = [
    ...(day === 4 || day === 16 ? [operatorActor('olga', 'pictures', 'a question of the learner')] : []),
    ...(day % 7 === 0 ? [systemActor('jobs', 'pictures', 'emotional summaries')] : []),
  ];
  for (const actor of others) await platform.as(actor).learners.profile(learner);
}

/** Answers a few questions, the first one wrong, so that there is something to see. */
async function practise(page: Page, learner: string): Promise<void> {
  await page.goto(`/learners/${learner}/practice`);
  const began = page.waitForResponse((response) => response.url().endsWith('/practice') && response.ok());
  await page.getByRole('button', { name: /^Mathematics/ }).click();
  const { questions } = (await (await began).json()) as {
    questions: { question_id: string; choices?: string[] }[];
  };
  for (const [at, { question_id, choices }] of questions.slice(0, ANSWERED).entries()) {
    if (at > 0) await page.getByRole('button', { name: 'Next question' }).click();
    await page.getByText(`Question ${at + 1} of`).waitFor();
    const { answer, mistakes } = questionFrom(question_id);
    const given = at === 0 ? (mistakes[0] ?? '') : answer;
    await page.keyboard.type(choices ? String(choices.indexOf(given) + 1) : given);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Next question' }).waitFor();
  }
}
