import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser for the tests: MASTERX_CHROMIUM, else one on PATH or in a usual place; null where there is none. */
export function findChromium(environment = process.env) {
  const named = environment['MASTERX_CHROMIUM'];
  if (named) return isProgram(named) ? named : null;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [...folders, ...PLACES].flatMap((place) => [
    ...(place.startsWith('/Applications') ? [place] : []),
    ...NAMES.map((name) => join(place, name)),
  ]);
  return candidates.find(isProgram) ?? null;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
