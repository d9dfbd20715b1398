import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import type { Clock } from '../../src/std/clock.ts';
import { settled } from './browser.ts';
import { PASSWORD } from './cast.ts';

/** Signs in on a page as somebody of a cast, and sets up the second step where one is demanded. */
export async function signInOn(page: Page, email: string, clock: Clock): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const setUp = page.getByText('You need an authenticator app on your phone.');
  await setUp.or(page.getByText('Account', { exact: true })).waitFor();
  if (await setUp.isVisible()) {
    await page.getByRole('button', { name: 'Go on' }).click();
    const shown = (await page.locator('code').textContent()) ?? '';
    const totp = new TOTP({ secret: shown.replaceAll(' ', '') });
    await page
      .getByLabel('The code the app shows now')
      .fill(totp.generate({ timestamp: clock.now().getTime() }));
    await page.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();
  }
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
  await settled(page);
}
