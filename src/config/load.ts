import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MasterXError, type Violation } from '../errors/error.ts';
import { type Config, SETTINGS, type Setting } from './settings.ts';

/** Name of the optional file of settings in the working folder: an object of variable names and texts or numbers. */
export const CONFIG_FILE = 'masterx.config.json';

/**
 * The settings in force: the environment over `masterx.config.json` over the defaults. Relative folders are taken
 * from `folder`.
 *
 * @throws MasterXError `configuration_invalid` that names every wrong setting at once.
 */
export function loadConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  folder: string = process.cwd(),
): Config {
  const file = readConfigFile(join(folder, CONFIG_FILE));
  const violations: Violation[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, declared] of Object.entries(SETTINGS) as [string, Setting<unknown>][]) {
    const raw = environment[declared.variable] || file[declared.variable];
    const read = raw === undefined ? { value: declared.fallback } : declared.read(String(raw));
    if ('value' in read) values[name] = read.value;
    else violations.push({ path: declared.variable, message: `expected ${read.expected}` });
  }
  const known = new Set<string>(Object.values(SETTINGS).map((setting) => setting.variable));
  for (const name of Object.keys(file)) {
    if (!known.has(name)) violations.push({ path: name, message: `is not a setting (${CONFIG_FILE})` });
  }
  if (violations.length > 0) {
    const detail = violations.map(({ path, message }) => `${path} ${message}.`).join(' ');
    throw new MasterXError('configuration_invalid', { detail, violations });
  }
  values['dataDirectory'] = resolve(folder, String(values['dataDirectory']));
  return Object.freeze(values) as unknown as Config;
}

function readConfigFile(path: string): Record<string, string | number> {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string | number>;
  } catch (cause) {
    throw new MasterXError('configuration_invalid', { detail: `${path} is not valid JSON.`, cause });
  }
}
