import type { Config } from '../config/settings.ts';
import { MasterXError } from '../errors/error.ts';
import { MONGOD_MAJOR_MIN } from './mongod.ts';
import { SECANTUSDB, supportedBy, versionOf } from './wheel-sets.ts';

/** Version of SecantusDB's Rust server that MasterX is tested with. */
const SECANTUS_RUST_VERSION = '0.5.3-beta.196';

const WAYS: Readonly<Record<Exclude<Config['engine'], 'auto'>, string>> = {
  mongod: `put mongod ${MONGOD_MAJOR_MIN}.0 or newer on PATH`,
  'secantusd-rs': `put secantusd-rs on PATH (cargo install secantus-mdb --version ${SECANTUS_RUST_VERSION} --locked)`,
  'secantusd-py': `put a Python on PATH with which SecantusDB ${versionOf(SECANTUSDB)} can be installed from a package index: ${supportedBy(SECANTUSDB)}`,
};

/** The one message for when no database can be had: every way there is, and what stood in each one's way here. */
export function engineUnavailable(
  wanted: Config['engine'],
  obstacles: readonly { readonly engine: string; readonly note: string }[],
): MasterXError {
  const ways = [
    'set MASTERX_MONGODB_URI to the connection string of a MongoDB deployment (7.0 or newer, a replica set)',
    ...(wanted === 'auto' ? Object.values(WAYS) : [WAYS[wanted]]),
  ].map((way, index) => `(${index + 1}) ${way}`);
  const forced =
    wanted === 'auto' ? '' : ` MASTERX_ENGINE asks for ${wanted}; without it other engines are tried.`;
  const found = obstacles.map(({ engine, note }) => `${engine}: ${note}`).join('; ');
  return new MasterXError('engine_unavailable', {
    detail: `One of these will do: ${ways.join('; ')}.${forced} What was found here: ${found}.`,
  });
}
