import type { MasterXError } from '../errors/error.ts';
import type { ErrorCode } from '../errors/table.ts';

/** How a command ends. Published: scripts depend on it. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each code means, for the help and the docs. */
export const EXIT_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.done, 'done; for `start`: stopped as told'],
  [EXIT.failed, 'it failed, or a check found something wrong'],
  [
    EXIT.usage,
    'the command, an option, a setting or an input file is not as it must be; nothing was changed',
  ],
  [EXIT.refused, 'refused: a rule, a conflict or what is stored stands against it'],
  [EXIT.interrupted, 'interrupted (Ctrl-C or SIGTERM); the same command goes on where it stopped'],
];

const REFUSALS = new Set([401, 403, 409, 410]);
const OWN_REFUSALS: ReadonlySet<string> = new Set<ErrorCode>([
  'schema_not_applied',
  'key_file_unsafe',
  'certificate_refused',
]);

/** The code a command ends with that failed like this. */
export function exitCodeOf({ code, entry }: MasterXError): ExitCode {
  if (code === 'interrupted') return EXIT.interrupted;
  if (entry.status === 400 || code === 'configuration_invalid') return EXIT.usage;
  // What the user can clear away knowingly, as opposed to what is broken.
  if (REFUSALS.has(entry.status) || OWN_REFUSALS.has(code)) {
    return EXIT.refused;
  }
  return EXIT.failed;
}
