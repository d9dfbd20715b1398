import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/settings.ts';
import type { Environment } from '../embedded/environment.ts';
import type { Clock } from '../std/clock.ts';
import type { Entropy } from '../std/random.ts';
import type { Ask } from './confirmation.ts';
import type { ProgressLine } from './progress-line.ts';
import type { AskSecret } from './secret-input.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly progress: ProgressLine;
  readonly environment: Environment;
  /** The working folder: relative paths and `masterx.config.json` are taken from it. */
  readonly folder: string;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Asks whoever sits at the terminal. */
  readonly ask: Ask;
  /** Asks for what must not be seen. */
  readonly askSecret: AskSecret;
}

/** The settings in force for a command. @throws MasterXError `configuration_invalid` */
export function configOf({ environment, folder }: CommandContext): Config {
  return loadConfig(environment, folder);
}
