import type { Environment } from './environment.ts';
import { askProgram, findPrograms } from './programs.ts';

/** A Python that was found and asked. */
export interface Python {
  readonly path: string;
  /** Major and minor, such as `3.12`. */
  readonly version: string;
  /** `x86_64`, `aarch64`, `arm64`, … */
  readonly machine: string;
  /** `linux-glibc`, `linux-other`, `macos` or `other`. */
  readonly system: string;
}

/** Names are tried in this order; 3.13 last, because one of the packages has no wheel for it. */
const NAMES = ['python3', 'python3.12', 'python3.11', 'python3.10', 'python3.13', 'python'];

const QUESTION = [
  'import sys, platform',
  'impl = sys.implementation.name',
  'libc = platform.libc_ver()[0]',
  "system = 'macos' if sys.platform == 'darwin' else 'linux-glibc' if sys.platform == 'linux' and libc == 'glibc' else 'linux-other' if sys.platform == 'linux' else 'other'",
  "print('masterx', impl, '%d.%d' % sys.version_info[:2], platform.machine(), system, sys.executable)",
].join('; ');

/** Every CPython on PATH that answers, one for each version, the preferred ones first. */
export async function findPythons(environment: Environment): Promise<Python[]> {
  const found = new Map<string, Python>();
  for (const path of NAMES.flatMap((name) => findPrograms(name, environment))) {
    const python = parsePython(await askProgram(path, ['-I', '-c', QUESTION], environment));
    if (python && !found.has(python.version)) found.set(python.version, python);
  }
  return [...found.values()];
}

/** The answer of a Python; its path is the one it gives itself, since on PATH may be a switch between several. */
export function parsePython(answer: string | null): Python | null {
  const [mark, implementation, version, machine, system, ...path] = (answer ?? '').trim().split(' ');
  if (mark !== 'masterx' || implementation !== 'cpython') return null;
  return version && machine && system && path.length > 0
    ? { path: path.join(' '), version, machine, system }
    : null;
}
