/** Variables of the environment as the supervisor and the finders see them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const SERVER_VARIABLES = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'TZ',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
];

/** What a server process gets: enough to run, nothing that changes its durability or that is none of its business. */
export function serverEnvironment(environment: Environment): Environment {
  return Object.fromEntries(SERVER_VARIABLES.map((name) => [name, environment[name]]));
}
