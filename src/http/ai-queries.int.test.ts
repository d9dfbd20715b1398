import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newUser } from '../../test/support/examples.ts';
import { openTestPlatform, type TestPlatform } from '../../test/support/platform.ts';
import { type ServiceProcess, startServiceProcess } from '../../test/support/service-processes.ts';
import type { NewUserDocument } from '../derive/generated/documents.ts';
import { ManualClock } from '../std/clock.ts';
import { systemEntropy } from '../std/random.ts';

/** In Berlin the clocks are set forward on 29 March, between the two. */
const BEFORE = new Date('2026-03-25T09:00:00Z');
const RESET = new Date('2026-03-31T22:00:00Z');
/** In New York they are set back on 1 November. */
const AUTUMN = new Date('2026-10-15T09:00:00Z');

const PROCESSES = 3;
const LEFT = 20;
const ASKED = 60;

const clock = new ManualClock(BEFORE);
let test: TestPlatform;
let services: readonly ServiceProcess[];
beforeAll(async () => {
  const uri = inject('mongodbUri');
  test = await openTestPlatform(uri, { clock });
  services = await Promise.all(
    Array.from({ length: PROCESSES }, () => startServiceProcess(uri, test, BEFORE)),
  );
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.close()));
  await test.close();
});

async function newLearner(left: number, reset: Date, timezone: string, created_at: Date): Promise<string> {
  const user: NewUserDocument = newUser(systemEntropy.uuid());
  const usage_tracking = { ai_queries_used: 300 - left, ai_queries_limit: 300, reset_date: reset };
  await test.system.documents.collection('users').insert([
    {
      ...user,
      created_at,
      profile: { ...user.profile, timezone },
      subscription: { ...user.subscription, usage_tracking },
    },
  ]);
  return user.user_id;
}

/** Asks one process; again where the machine is too busy to answer, which counts once all the same. */
async function asked(at: number, learner: string, request_id: string) {
  const answer = await fetch(`${services[at % PROCESSES]?.url}/v1/learners/${learner}/ai-queries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'masterx-actor': `learner:${learner}` },
    body: JSON.stringify({ request_id }),
  });
  const body = (await answer.json()) as { readonly used: number; readonly reset_date: string };
  if (answer.status === 503) return asked(at, learner, request_id);
  return { status: answer.status, body, retryAfter: answer.headers.get('retry-after') };
}

const together = (learner: string, count: number, name: string) =>
  Promise.all(Array.from({ length: count }, (_, at) => asked(at, learner, `${name}-request-${at}`)));
const having = (answers: readonly { status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status);

it('lets exactly as many queries through as there are, whichever process is asked', async () => {
  const learner = await newLearner(LEFT, RESET, 'Europe/Berlin', new Date('2026-03-01T08:00:00Z'));
  const answers = await together(learner, ASKED, 'march');
  expect(having(answers, 201)).toHaveLength(LEFT);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(ASKED - LEFT);
  for (const { body, retryAfter } of refused) {
    expect(body).toMatchObject({ code: 'quota_exhausted', retry_at: RESET.toISOString() });
    expect(retryAfter).toBe(String((RESET.getTime() - BEFORE.getTime()) / 1000));
  }
  // The numbers that were told are those from the first to the last, each once.
  const told = answers.flatMap(({ status, body }) => (status === 201 ? [body.used] : []));
  expect(told.sort((a, b) => a - b)).toEqual(Array.from({ length: LEFT }, (_, at) => 300 - LEFT + at + 1));
  // What was counted is known in every process; what was refused is not.
  const counted = answers.findIndex(({ status }) => status === 201);
  expect((await asked(counted + 1, learner, `march-request-${counted}`)).status).toBe(200);

  // The next period begins at midnight in Berlin, an hour earlier by UTC than the last one did.
  const justBefore = new Date(RESET.getTime() - 1);
  await Promise.all(services.map((service) => service.itIs(justBefore)));
  expect((await asked(0, learner, 'a-moment-too-early')).status).toBe(429);
  await Promise.all(services.map((service) => service.itIs(RESET)));
  const anew = await together(learner, 12, 'april');
  expect(having(anew, 201)).toHaveLength(12);
  const { subscription } = await test.system.learners.profile(learner);
  expect(subscription.usage_tracking).toMatchObject({
    ai_queries_used: 12,
    reset_date: new Date('2026-04-30T22:00:00Z'),
  });
});

it('begins a period at midnight of the learner’s own day also where the clocks are set back', async () => {
  await Promise.all(services.map((service) => service.itIs(AUTUMN)));
  const learner = await newLearner(0, AUTUMN, 'America/New_York', new Date('2026-01-15T17:00:00Z'));
  const answers = await together(learner, 6, 'autumn');
  expect(having(answers, 201)).toHaveLength(6);
  // From EDT, four hours behind UTC, to EST, five hours behind.
  expect(new Set(answers.map(({ body }) => body.reset_date))).toEqual(new Set(['2026-11-15T05:00:00.000Z']));
});
