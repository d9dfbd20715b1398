import { accessSync, constants, mkdirSync } from 'node:fs';
import { MasterXError } from '../errors/error.ts';

/**
 * Makes the data folder, for its owner only, where it is not there yet.
 *
 * @throws MasterXError `configuration_invalid` where it cannot be made, or not be written into.
 */
export function makeDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code = 'unknown' } = cause as NodeJS.ErrnoException;
    throw new MasterXError('configuration_invalid', {
      detail: `The data folder ${path} cannot be made or written into (${code}).`,
      hint: 'Set MASTERX_DATA_DIR to a folder of yours, or make this one yours.',
      cause,
    });
  }
}
