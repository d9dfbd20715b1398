import { join } from 'node:path';
import { placesIn } from '../../../src/embedded/places.ts';
import { findPythons } from '../../../src/embedded/pythons.ts';
import { installSet } from '../../../src/embedded/wheel-install.ts';
import { fittingPython, supportedBy } from '../../../src/embedded/wheel-sets.ts';
import { TEST_ENGINES } from '../../setup/servers.ts';
import { SCHEMATHESIS } from './packages.ts';

/**
 * Installs Schemathesis where it is not there; `MASTERX_SCHEMATHESIS` names one to use instead. Answers why it cannot be had where no Python fits or the packages cannot be
 * fetched: what needs it is then left out.
 *
 * @param folder for the log of the installation
 */
export async function installSchemathesis(
  folder: string,
): Promise<{ readonly program: string } | { readonly leftOut: string }> {
  const given = process.env['MASTERX_SCHEMATHESIS'];
  if (given) return { program: given };
  const pythons = await findPythons(process.env);
  if (!fittingPython(SCHEMATHESIS, pythons)) {
    return { leftOut: `left out because Schemathesis needs ${supportedBy(SCHEMATHESIS)}` };
  }
  try {
    const installed = await installSet(SCHEMATHESIS, pythons, {
      environment: process.env,
      signal: new AbortController().signal,
      logs: folder,
      places: placesIn(folder, TEST_ENGINES),
      onProgress: () => undefined,
    });
    return { program: join(installed, 'bin', 'schemathesis') };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return { leftOut: `left out because Schemathesis cannot be installed: ${why}` };
  }
}
