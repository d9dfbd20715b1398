import { loadConfig } from '../../src/config/load.ts';
import { describeEngines } from '../../src/embedded/engines.ts';
import { TEST_ENGINES } from '../../test/setup/servers.ts';

/** Prints the embedded database engines that can be had here, one on a line, in the order in which they are taken. */
const { mongodb } = await describeEngines(loadConfig({ ...process.env, MASTERX_MONGODB_URI: '' }), {
  enginesDirectory: TEST_ENGINES,
});
for (const { engine, state } of mongodb) {
  if (state !== 'missing') console.log(engine);
}
