import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { INVENTED } from './sample-parts.ts';
import { CalledCli } from './testing-only/called.ts';
import { spawned } from './testing-only/spawned.ts';

let cli: CalledCli;

beforeAll(async () => {
  cli = await CalledCli.on(inject('mongodbUri'));
});

afterAll(() => cli.close());

it('migrates, listens on loopback, and stops on SIGTERM with 0', async () => {
  const running = spawned(['start', '--port', '0', '--no-sample', '--json'], cli.environment);
  const { url, sample } = JSON.parse(await running.firstLine);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(sample).toBe('not wanted');
  const answer = await fetch(`${url}/readyz`);
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);

  const { port } = new URL(url);
  const second = await cli.call('start', '--port', port, '--no-sample');
  expect([second.code, second.stderr]).toEqual([EXIT.usage, expect.stringContaining('EADDRINUSE')]);

  running.child.kill('SIGTERM');
  const { code, stdout, stderr } = await running.ended;
  expect(code).toBe(EXIT.done);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toContain('Stopping.');
  await expect(fetch(`${url}/readyz`)).rejects.toThrow();
});

it('loads the sample, goes on with one that was interrupted, and loads it once', {
  timeout: 900_000,
}, async () => {
  const fresh = await CalledCli.on(inject('mongodbUri'));
  const { environment } = fresh;
  const start = ['start', '--port', '0', '--json'];
  const broken = spawned(start, environment);
  await broken.said('invented learners');
  broken.child.kill('SIGINT');
  expect((await broken.ended).code).toBe(EXIT.interrupted);

  for (const expected of ['loaded', 'there before']) {
    const running = spawned(start, environment);
    const { url, sample } = JSON.parse(await running.firstLine);
    expect(sample).toBe(expected);
    const answer = await fetch(`${url}/v1/learners?origin=generated&limit=50`);
    const { items } = (await answer.json()) as { items: readonly unknown[] };
    expect(items).toHaveLength(INVENTED.learners);
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(EXIT.done);
  }
  await fresh.close();
});

it('says that its port is taken before it starts anything', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const nowhere = { MASTERX_MONGODB_URI: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300' };
  const { code, stderr } = await cli.callWith(nowhere, 'start', '--port', String(port));
  taken.close();
  expect([code, stderr]).toEqual([EXIT.usage, expect.stringContaining('EADDRINUSE')]);
});

it('refuses an address that others could reach, before it starts anything', async () => {
  const { code, stderr } = await cli.call('start', '--host', '0.0.0.0');
  expect(code).toBe(EXIT.usage);
  expect(stderr).toContain('must be a loopback address');
});
