import { expect } from 'vitest';
import type { Platform } from '../../src/platform.ts';
import { openTestService } from '../support/http.ts';
import type { Markers } from './markers.ts';

/**
 * Plants markers as a client of the HTTP service, rightly and wrongly.
 *
 * @param learner has an account.
 * @returns the answers that refuse, and the log.
 */
export async function plantOverHttp(
  platform: Platform,
  markers: Markers,
  learner: string,
): Promise<string[]> {
  const said: string[] = [];
  const http = await openTestService(platform);
  const text = (path: string) => markers.next(`learning_sessions.${path}`);
  const ask = async (method: string, url: string, body?: unknown) => {
    const asked = { actor: `learner:${learner}`, ...(body !== undefined && { body }) };
    const answer = await http.ask(method, `/v1/learners/${learner}${url}`, asked);
    if (answer.status >= 400) said.push(answer.text);
    return answer;
  };

  const begun = await ask('POST', '/sessions', {
    session_context: {
      session_type: 'study',
      subject: 'statistics',
      topics: ['variance'],
      learning_objectives: [text('session_context.learning_objectives[]')],
      initial_difficulty_level: 0.4,
      device_type: 'desktop',
      platform: 'web',
    },
  });
  expect(begun.status).toBe(201);
  const interactions = `/sessions/${begun.body.session_id}/interactions`;
  const interaction = {
    interaction_id: 'over-http',
    timestamp: '2026-05-01T10:00:00.000Z',
    interaction_type: 'question',
    user_input: text('interactions[].user_input'),
  };
  const send = async (one: object) => (await ask('POST', interactions, { interactions: [one] })).status;
  const other = () => ({ ...interaction, user_input: text('interactions[].user_input') });
  expect(await send(interaction)).toBe(200);
  expect(await send(other())).toBe(409);
  expect(await send({ ...other(), interaction_type: 'odd' })).toBe(400);
  expect(await send({ ...other(), user_input: [text('interactions[].user_input')] })).toBe(400);
  // What was planted comes back to its learner.
  expect((await ask('GET', interactions)).text).toContain(interaction.user_input);

  const { body: practice } = await ask('POST', '/practice', { subject: 'mathematics' });
  for (const answer of [text('interactions[].user_input'), text('interactions[].user_input')]) {
    // Refused or stored: some questions take only what they offer.
    await ask('POST', `/practice/${practice.session_id}/answers`, {
      question_id: practice.questions[0].id,
      answer,
      response_time_seconds: 3,
    });
  }
  await http.close();
  expect(http.lines.length).toBeGreaterThan(0);
  return [...said, ...http.lines.map((line) => JSON.stringify(line))];
}
