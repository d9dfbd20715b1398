import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { findChromium } from '../../scripts/chromium.mjs';
import { operatorActor } from '../../src/access/actor.ts';
import { systemClock } from '../../src/std/clock.ts';
import { hours, seconds } from '../../src/std/durations.ts';
import { type Mailbox, openMailbox } from '../support/mailbox.ts';
import { launchBrowser, openPage, settled, type WatchedPage } from './browser.ts';
import { buildPages } from './build.ts';
import { focusedOn, tabTo } from './keyboard.ts';
import { startingAt } from './running-clock.ts';
import { openPagesService, type PagesService } from './service.ts';

const PASSWORD = 'tangerine quay ninety';
const NEW_PASSWORD = 'quiet ladder in the fog';

const chromium = findChromium();

describe.skipIf(chromium === null)('accounts in a browser', () => {
  const clock = startingAt(systemClock.now());
  let service: PagesService;
  let box: Mailbox;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    buildPages();
    box = await openMailbox();
    service = await openPagesService(inject('mongodbUri'), {
      ...{ learners: 0, realLearners: 0, days: 1, seed: 1 },
      clock,
      signIn: 'required',
      mailer: box.mailer,
      onFailure: (line) => failures.push(line),
    });
    browser = await launchBrowser(chromium ?? '');
  });

  afterAll(async () => {
    await browser?.close();
    await service?.close();
    await box?.close();
    expect(failures).toEqual([]);
  });

  beforeEach(async () => {
    watched = await openPage(browser, service.url);
    page = watched.page;
  });

  afterEach(async () => {
    await watched.close();
    // Who has not learned yet has no learning DNA: an answer of the API, which the browser notes down as an error.
    const missing = (complaint: string) => complaint.endsWith('/learning-dna');
    const noted = watched.complaints.filter(missing).length;
    const complaints = watched.complaints.filter((one) => !missing(one));
    const notes = complaints.filter((one) => one.includes('404 (Not Found)'));
    expect(complaints.filter((one) => !notes.slice(0, noted).includes(one))).toEqual([]);
  });

  /** Lets the jobs do what is due. */
  const settle = async () => {
    const { registration } = service.test.system;
    await registration.answerRequests();
    await registration.sendMails();
  };
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const open = async (to: string, at: string) => page.goto(`/${at}#token=${await box.token(to, at)}`);
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  const focused = () => focusedOn(page);
  const signIn = async (email: string, password = PASSWORD) => {
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press('Sign in');
  };

  /** An account whose address is confirmed, made without the pages. */
  const registered = async (email: string, name: string) => {
    const { registration } = service.test.system;
    await registration.register({ email, password: PASSWORD, age: 34, country: 'DE', name });
    await settle();
    await registration.verifyAddress(await box.token(email, 'verify-address'));
  };

  it('register, sign in, take a second step, decide, and see who looked', async () => {
    const email = 'ada@example.org';
    await page.goto('/');
    await heading('Sign in');
    await page.getByRole('link', { name: 'Register' }).click();
    await page.getByLabel('How old are you?').fill('34');
    await page.getByLabel('Where do you live?').selectOption('DE');
    await press('Go on');
    await page.getByLabel('What shall we call you?').fill('Ada');
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('ada');
    await press('Register');
    await page.getByText('It must have at least 8 characters.').waitFor();
    expect(await focused().getAttribute('name')).toBe('password');
    expect(watched.complaints.splice(0)).toHaveLength(2);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await press('Register');
    await heading('Look into your mail');

    await settle();
    await open(email, 'verify-address');
    await press('Confirm the address');
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await signIn(email, 'not the password');
    await page.getByRole('alert').getByText('The sign-in was refused.').waitFor();
    expect(watched.complaints.splice(0)).toHaveLength(2);
    await signIn(email);
    await heading('Ada');

    await page.getByText('Account', { exact: true }).click();
    await page.getByRole('link', { name: 'Settings' }).first().click();
    const second = region('Second step when signing in');
    await second.getByRole('button', { name: 'Turn it on' }).click();
    await second.getByLabel('Your password').fill(PASSWORD);
    await second.getByRole('button', { name: 'Go on' }).click();
    await second.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
    const secret = ((await second.locator('code').textContent()) ?? '').replaceAll(' ', '');
    const code = () => new TOTP({ secret }).generate({ timestamp: clock.now().getTime() });
    await second.getByLabel('The code the app shows now').fill(code());
    await second.getByRole('button', { name: 'Turn it on' }).click();
    const codes = second.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await expect.poll(() => codes.count()).toBe(10);
    await second.getByRole('button', { name: 'I have kept them' }).click();
    await second.getByText('10 recovery codes are left.').waitFor();

    // In another tab of the same browser it ends as well.
    const tab = await page.context().newPage();
    await tab.goto('/settings');
    await tab.getByRole('heading', { level: 1, name: 'Your settings' }).waitFor();
    await page.getByText('Account', { exact: true }).click();
    await press('Sign out');
    await heading('Sign in');
    await tab.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await tab.close();

    clock.skip(seconds(30));
    await signIn(email);
    await heading('One more step');
    await page.getByLabel('Code').fill(code());
    await press('Go on');
    await heading('Your settings');

    await page.getByRole('link', { name: 'Choices' }).first().click();
    await heading('You decide');
    const feelings = page.getByRole('group', { name: 'Remember feelings' });
    expect(await feelings.getByLabel('No').isChecked()).toBe(true);
    await feelings.getByLabel('Yes').check();
    const decisions = page.getByRole('list', { name: 'Decisions, latest first' });
    await decisions.getByText('Remember feelings yes').waitFor();
    await feelings.getByLabel('No').check();
    await expect.poll(() => decisions.getByRole('listitem').count()).toBe(2);
    expect(await decisions.getByRole('listitem').first().textContent()).toContain('Remember feelings no');

    const id = /learners\/([^/]+)/.exec(page.url())?.[1] ?? '';
    const olga = service.test.platform.as(operatorActor('olga', 'a question'));
    await olga.learners.profile(id);
    await page.getByRole('link', { name: 'Who looked' }).first().click();
    await heading('Who looked at your data');
    await page.getByText('All but me').click();
    const list = page.getByRole('list', { name: 'Accesses by day, latest first' });
    await list.getByText('People who run MasterX').waitFor();
    expect(await list.textContent()).not.toContain('You looked');
  });

  it('ask a guardian before anything of a child is kept', async () => {
    const email = 'gudrun@example.org';
    await page.goto('/register');
    await page.getByLabel('How old are you?').fill('10');
    await press('Go on');
    await heading('Ask a grown-up');
    await page.getByLabel(/^Your first name/).fill('Mia');
    await page.getByLabel('Email address of your parent or guardian').fill(email);
    await press('Ask them');
    await heading('Now it is their turn');

    await settle();
    await open(email, 'guardian');
    await heading('Mia asks for your consent');
    expect(page.url()).not.toContain('token');
    await page.getByLabel('Your name').fill('Gudrun');
    await page.getByLabel('Your age').fill('41');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await press('Make my account');
    await heading('Your account is ready');
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await signIn(email);
    await heading('My children');
    await page.getByRole('switch', { name: 'Find out how learning goes best' }).click();
    expect(await page.getByRole('switch', { name: 'Give data to other companies' }).isDisabled()).toBe(true);
    await press('I agree to the account, and to what I chose');
    await page.getByRole('heading', { name: 'Mia: almost done' }).waitFor();

    clock.skip(hours(25));
    await settle();
    await open(email, 'guardian-confirm');
    await press('Confirm');
    await page.getByRole('link', { name: 'Make the child’s account' }).click();
    await page.getByLabel('Age of the child').fill('10');
    await press('Make the account');
    const child = region('Mia');
    const uses = child.getByRole('list', { name: 'Agreed to for Mia' });
    await uses.getByText('yes').waitFor();
    await child.getByRole('link', { name: 'What may be done with it' }).click();
    await heading('What may be done with Mia’s data');
    await page.getByRole('group', { name: 'Find out how learning goes best' }).getByLabel('No').check();
    await page
      .getByRole('list', { name: 'Decisions, latest first' })
      .getByText('A parent or guardian')
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'My children' }).first().click();
    await expect.poll(() => uses.getByText('yes').count()).toBe(0);
    await child.getByRole('button', { name: 'Correct something' }).click();
    await child.getByLabel('Name').fill('Mia S.');
    await child.getByRole('button', { name: 'Save' }).click();
    await region('Mia S.').getByRole('button', { name: 'Delete everything', exact: true }).click();
    await press('Yes, delete everything');
    await page.getByText(/^Everything that is kept is deleted by/).waitFor();
  });

  it('set a new password by keyboard alone', async () => {
    const email = 'kim@example.org';
    await registered(email, 'Kim');
    await page.goto('/sign-in');
    await settled(page);
    await tabTo(page, 'Set a new one');
    await page.keyboard.press('Enter');
    await heading('Set a new password');
    await tabTo(page, 'Email address');
    await page.keyboard.type(email);
    await page.keyboard.press('Enter');
    await page.getByText(/^If there is an account/).waitFor();

    await settle();
    await open(email, 'reset-password');
    await heading('Set a new password');
    await tabTo(page, 'New password');
    await page.keyboard.type(NEW_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('The new password counts from now on.').waitFor();
    await tabTo(page, 'Sign in');
    await page.keyboard.press('Enter');
    await heading('Sign in');
    await tabTo(page, 'Email address');
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(NEW_PASSWORD);
    await page.keyboard.press('Enter');
    await heading('Kim');
    await tabTo(page, 'Account');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Sign out');
    await page.keyboard.press('Enter');
    await heading('Sign in');
  });
});
