import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestAuthority, testAuthority } from '../../test/support/certificates.ts';
import { ManualClock } from '../std/clock.ts';
import { days } from '../std/durations.ts';
import { Credential } from './credential.ts';
import { Renewal } from './renewal.ts';

let ours: TestAuthority;
beforeAll(async () => {
  ours = await testAuthority();
});
afterAll(() => ours.close());

async function followed(validDays: number, everyMs?: number) {
  const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000);
  const notAfter = new Date(notBefore.getTime() + days(validDays));
  const files = await ours.issue(`followed-${validDays}`, { notBefore, notAfter });
  const clock = new ManualClock(new Date());
  const credential = await Credential.open('server', { ...files, ca: null }, clock.now());
  const told: string[] = [];
  const renewal = new Renewal(
    [credential],
    clock,
    {
      reloaded: () => told.push('reloaded'),
      refused: (_, error) => told.push(`refused ${error.code}`),
      ending: (_, __, left) => told.push(`ending ${left}`),
    },
    everyMs,
  );
  return { files, clock, credential, told, renewal };
}

it('an end is told of 30, 7 and 1 days ahead and when it has come, each once', async () => {
  const { clock, told, renewal } = await followed(90);
  for (let day = 0; day < 92; day++) {
    await renewal.check();
    await renewal.check();
    clock.advance(days(1));
  }
  renewal.stop();
  expect(told.filter((text) => text.startsWith('ending'))).toEqual([
    'ending 30',
    'ending 7',
    'ending 1',
    'ending -1',
  ]);
});

it('an end is not told of from the start where a certificate is short-lived', async () => {
  const { clock, told, renewal } = await followed(30);
  await renewal.check();
  expect(told).toEqual([]);
  clock.advance(days(22.5));
  await renewal.check();
  expect(told).toEqual(['ending 7']);
  renewal.stop();
});

it('new files are taken, bad ones are refused once and good ones taken after them', async () => {
  const { files, credential, told, renewal } = await followed(10);
  const serial = credential.certificate?.serial;
  await writeFile(files.certificate, 'half a certif');
  for (let times = 0; times < 4; times++) await renewal.check();
  expect(told).toEqual(['refused certificate_refused']);
  expect(credential.certificate?.serial).toBe(serial);
  const next = await ours.issue('after');
  await writeFile(files.key, await readFile(next.key));
  await writeFile(files.certificate, await readFile(next.certificate));
  await renewal.check();
  expect(told.filter((text) => !text.startsWith('ending'))).toEqual([
    'refused certificate_refused',
    'reloaded',
  ]);
  expect(credential.certificate?.serial).not.toBe(serial);
  renewal.stop();
});

it('files are looked at again and again by themselves', async () => {
  const { credential, renewal, told } = await followed(9, 20);
  await ours.issue('followed-9');
  const waited = Date.now();
  while (!told.includes('reloaded') && Date.now() - waited < 20_000) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(told).toContain('reloaded');
  expect(credential.certificate?.subject).toContain('followed-9');
  renewal.stop();
});
