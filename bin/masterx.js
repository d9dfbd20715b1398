#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const main = new URL('../dist/cli/main.js', import.meta.url);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`MasterX needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exitCode = 1;
} else if (!existsSync(fileURLToPath(main))) {
  console.error('MasterX is not built yet. Run `npm run build` in its folder, then try again.');
  process.exitCode = 1;
} else {
  await import(main.href);
}
