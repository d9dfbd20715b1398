/**
 * A command for the tests: takes a lease on the servers of a data folder, prints what it got as one line of JSON and
 * holds the lease until it is killed or its standard input closes.
 *
 *   hold-lease.ts <data folder> <engines folder> <engine>
 */
import { loadConfig } from '../../config/load.ts';
import { acquireServers } from '../acquire.ts';

const [dataDirectory, enginesDirectory = '', engine] = process.argv.slice(2);
const config = loadConfig({ MASTERX_DATA_DIR: dataDirectory, MASTERX_ENGINE: engine });
const { mongodb, redis, stop } = await acquireServers(config, { enginesDirectory, graceMs: 0 });
process.stdout.write(`${JSON.stringify({ mongodb, redis })}\n`);
process.stdin.resume().once('end', () => void stop());
