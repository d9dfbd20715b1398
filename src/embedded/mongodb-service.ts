import { existsSync } from 'node:fs';
import type { Config } from '../config/settings.ts';
import { MasterXError } from '../errors/error.ts';
import {
  type EngineFinding,
  type EngineSearch,
  engineSearch,
  MONGODB_FINDERS,
  type MongodbEngine,
} from './engines.ts';
import type { MongodbServer } from './messages.ts';
import { connectionString, hello } from './mongo-probe.ts';
import { mongodProgram } from './mongod.ts';
import type { Places } from './places.ts';
import { secantusPythonProgram, secantusRustProgram } from './secantus.ts';
import { ServerProcess, type ServerProgram } from './server-process.ts';
import type { Service, ServiceContext } from './service.ts';
import { engineUnavailable } from './unavailable.ts';
import { installSet } from './wheel-install.ts';
import { SECANTUSDB } from './wheel-sets.ts';

/**
 * Starts the database: the wanted engine or, for `auto`, the one that wrote this folder's data last, else the first
 * that can be had.
 *
 * @throws MasterXError `engine_unavailable` with every way there is.
 */
export async function startMongodb(
  wanted: Config['engine'],
  context: ServiceContext,
): Promise<Service<MongodbServer>> {
  const { environment, places, state } = context;
  const search = engineSearch(environment, places);
  const before = lastEngine(context);
  const only = wanted === 'auto' ? before : wanted;
  const finders = Object.entries(MONGODB_FINDERS).filter(([engine]) => only === null || engine === only);
  const obstacles: { engine: string; note: string }[] = [];
  for (const [engine, find] of finders) {
    try {
      const finding = await find(search);
      if (finding.state === 'missing') throw new Error(finding.note ?? 'missing');
      const service = await startEngine(finding, search, context);
      state.engineUsed(engine);
      return service;
    } catch (thrown) {
      context.signal.throwIfAborted();
      const note = thrown instanceof Error ? thrown.message : String(thrown);
      context.note(`${engine} cannot be used: ${note}`);
      obstacles.push({ engine, note });
    }
  }
  if (wanted === 'auto' && before) throw dataOfAnother(before, places, obstacles);
  throw engineUnavailable(wanted, obstacles);
}

async function startEngine(
  finding: EngineFinding<MongodbEngine>,
  search: EngineSearch,
  context: ServiceContext,
): Promise<Service<MongodbServer>> {
  const { engine, version } = finding;
  const folder = context.places.mongodb(engine);
  const program = await programOf(finding, folder, search, context);
  context.onProgress({ step: `Starting ${engine}` });
  const server = await ServerProcess.start(program, context);
  const said = await hello(server.port);
  if (!said) {
    await server.stop();
    throw new Error('it stopped answering');
  }
  return {
    server,
    about: { uri: connectionString(server.port, said), engine, version, dataDirectory: folder },
  };
}

async function programOf(
  { engine, state, where }: EngineFinding<MongodbEngine>,
  folder: string,
  search: EngineSearch,
  context: ServiceContext,
): Promise<ServerProgram> {
  if (engine === 'mongod') return mongodProgram(where ?? engine, folder);
  if (engine === 'secantusd-rs') return secantusRustProgram(where ?? engine, folder);
  const installed =
    state === 'ready' && where ? where : await installSet(SECANTUSDB, await search.pythons(), context);
  return secantusPythonProgram(installed, folder);
}

/** The engine whose data this folder holds, if any: taking another one would look as if the data were gone. */
function lastEngine({ state, places }: ServiceContext): MongodbEngine | null {
  const engine = state.record.engine as MongodbEngine | null;
  return engine && existsSync(places.mongodb(engine)) ? engine : null;
}

function dataOfAnother(
  engine: MongodbEngine,
  places: Places,
  obstacles: readonly { readonly note: string }[],
): MasterXError {
  return new MasterXError('engine_unavailable', {
    detail:
      `The data in ${places.mongodb(engine)} was written by ${engine}, which cannot be used: ` +
      `${obstacles.map(({ note }) => note).join('; ')}.`,
    hint: `Bring ${engine} back, or begin with an empty database: name another engine in MASTERX_ENGINE or another folder in MASTERX_DATA_DIR.`,
  });
}
