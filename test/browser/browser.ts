import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** A page, and everything it did that pages here must not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors and warnings, faults, failed requests, answers from 400 on, requests to other hosts. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** A new page of its own context; refusals of the content policy are errors of the console. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`fault: ${error.message}`));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && origin !== url) complaints.push(`request to ${origin}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} of ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left no longer wants its answers.
    const text = request.failure()?.errorText ?? '';
    if (text !== 'net::ERR_ABORTED') complaints.push(`${text} of ${request.url()}`);
  });
  return { page, complaints, close: () => context.close() };
}

/** Waits until what a page asked for has come: until then a status with the text "Loading" stands in its place. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await page
    .locator('[role="status"]', { hasText: /^Loading$/ })
    .first()
    .waitFor({ state: 'detached' });
}
