import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { questionFrom } from '../../src/learning/questions/bank.ts';
import { launchBrowser, openPage, settled } from './browser.ts';
import { startingAt } from './running-clock.ts';
import { withTestServer } from './server.ts';
import { openPagesService, type PagesService } from './service.ts';

/**
 * Takes the pictures of the pages for the README, `docs/pictures/{learners,learner,practice,platform}-{light,dark}.png`:
 * always the same invented learners, at the same moment. Only the questions of the practice are drawn anew, and how long
 * answers take is measured.
 *
 *   npx tsx test/browser/take-pictures.ts
 */
const FOLDER = join(import.meta.dirname, '../../docs/pictures');
const NOW = new Date('2026-03-18T16:20:00Z');
const WIDTH = 1280;
/** As much of each page as tells what it is. */
const HEIGHTS = { learners: 1000, learner: 1250, practice: 920, platform: 1500 };
const BYTES_MAX = 300_000;
const ANSWERED = 3;

const chromium = findChromium();
if (!chromium) throw new Error('No Chromium was found: install one, or name it in MASTERX_CHROMIUM.');

await mkdir(FOLDER, { recursive: true });
await withTestServer(async (mongodbUri) => {
  const service = await openPagesService(mongodbUri, {
    learners: 12,
    realLearners: 12,
    days: 60,
    seed: 2026,
    clock: startingAt(NOW),
  });
  const browser = await launchBrowser(chromium);
  try {
    for (const scheme of ['light', 'dark'] as const) await takeAll(browser, service, scheme);
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
  const { items } = await service.test.system.learners.list('generated', { limit: 50 });
  const learner = items.at(-1)?.user_id ?? '';
  const watched = await openPage(browser, service.url, { colorScheme });
  const { page, complaints } = watched;
  await page.clock.setFixedTime(NOW);
  const take = async (name: keyof typeof HEIGHTS, path?: string) => {
    await page.setViewportSize({ width: WIDTH, height: HEIGHTS[name] });
    if (path !== undefined) await page.goto(path);
    await settled(page);
    await page.waitForLoadState('networkidle');
    const file = join(FOLDER, `${name}-${colorScheme}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    const { size } = await stat(file);
    if (size > BYTES_MAX) throw new Error(`${file} has ${size} bytes, more than ${BYTES_MAX}.`);
  };
  await take('learners', '/');
  await take('learner', `/learners/${learner}`);
  await practise(page, learner);
  await take('practice');
  await take('platform', '/platform');
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  await watched.close();
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
