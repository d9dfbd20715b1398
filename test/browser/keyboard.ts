import type { Locator, Page } from 'playwright-core';

/** More than any page has to be stepped through to where a test wants to be. */
const STEPS_MAX = 60;

/** What has the focus. */
export const focusedOn = (page: Page): Locator => page.locator(':focus');

/** Goes on with Tab until what has the focus bears this name: its label, its text, or that of its field. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const isIt = (text: string | null) =>
    text !== null && (typeof name === 'string' ? text.trim() === name : name.test(text));
  const focused = focusedOn(page);
  for (let step = 0; step < STEPS_MAX; step++) {
    await page.keyboard.press('Tab');
    // After the last element the focus leaves the page, and comes back.
    if ((await focused.count()) === 0) continue;
    if (isIt((await focused.getAttribute('aria-label')) ?? (await focused.textContent()))) return;
    const label = page.locator(`label[for="${await focused.getAttribute('id')}"]`);
    if ((await label.count()) > 0 && isIt(await label.textContent())) return;
  }
  throw new Error(`Tab never came to ${name}`);
}
