import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MasterXError, type Violation } from '../errors/error.ts';
import type { Setting } from './setting.ts';
import { type Config, SETTINGS } from './settings.ts';

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
    if (raw !== undefined && typeof raw !== 'string' && typeof raw !== 'number') {
      violations.push({ path: declared.variable, message: `expected a text or a number (${CONFIG_FILE})` });
      continue;
    }
    const read = raw === undefined || raw === '' ? { value: declared.fallback } : declared.read(String(raw));
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

function readConfigFile(path: string): Readonly<Record<string, unknown>> {
  if (!existsSync(path)) return {};
  const refused = (what: string, cause?: unknown) =>
    new MasterXError('configuration_invalid', { detail: `${path} ${what}.`, cause });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw refused('cannot be read', cause);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw refused('is not valid JSON', cause);
  }
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    throw refused('is not an object of settings');
  }
  return content as Readonly<Record<string, unknown>>;
}
