import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { MasterXError } from '../errors/error.ts';
import { seconds } from '../std/durations.ts';
import type { Job } from './job.ts';
import { JobRunner } from './runner.ts';
import { jobsOf } from './table.ts';

let test: TestPlatform;
beforeAll(async () => {
  test = await openTestPlatform(inject('mongodbUri'));
});
afterAll(() => test.close());

const silent = { done: () => undefined, failed: () => undefined };
const jobOf = (run: Job['run']): Job => ({ name: 'a-job', description: 'Tests.', everyMs: 1, run });

it('runs a job on one node at a time', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let runs = 0;
  const job = jobOf(async () => {
    runs++;
    await held;
    return {};
  });
  const [first, second] = [
    new JobRunner(test.platform, [], silent),
    new JobRunner(test.platform, [], silent),
  ];
  const running = first.runOnce(job);
  await expect.poll(() => runs).toBe(1);
  expect(await second.runOnce(job)).toBe(false);
  release();
  expect(await running).toBe(true);
  expect(await second.runOnce(job)).toBe(true);
  expect(runs).toBe(2);
});

it('tells what failed and goes on, and stops when told', async () => {
  const failures: unknown[] = [];
  let runs = 0;
  const job = jobOf(async () => {
    runs++;
    throw new MasterXError('store_unavailable');
  });
  const runner = new JobRunner(test.platform, [job], {
    done: () => undefined,
    failed: (name, error) => failures.push([name, (error as MasterXError).code]),
  });
  runner.start();
  await expect.poll(() => runs).toBeGreaterThan(1);
  await runner.stop();
  const after = runs;
  expect(failures[0]).toEqual(['a-job', 'store_unavailable']);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(runs).toBe(after);
});

it('has jobs that each run on an empty platform', async () => {
  const jobs = jobsOf({ sessionIdleMinutes: 30 });
  const done = new Map<string, Readonly<Record<string, number>>>();
  const runner = new JobRunner(test.platform, jobs, {
    done: (name, counts) => done.set(name, counts),
    failed: (_, error) => expect.unreachable(String(error)),
  });
  for (const job of jobs) expect(await runner.runOnce(job)).toBe(true);
  expect([...done.keys()]).toEqual(jobs.map(({ name }) => name));
  expect(jobs.every(({ everyMs }) => everyMs >= seconds(10))).toBe(true);
});
