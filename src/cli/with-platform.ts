import type { Config } from '../config/settings.ts';
import type { CommandContext } from './context.ts';
import {
  type OpenedConnection,
  type OpenedPlatform,
  type OpenOptions,
  openConnection,
  openPlatform,
} from './open-platform.ts';

/** Opens the database for a command, works, and closes everything again, whatever happens. */
export function withConnection<T>(
  context: CommandContext,
  config: Config,
  work: (opened: OpenedConnection) => Promise<T>,
): Promise<T> {
  return within(context, openConnection(config, optionsOf(context)), work);
}

/** Opens the platform for a command, works, and closes everything again, whatever happens. */
export function withPlatform<T>(
  context: CommandContext,
  config: Config,
  work: (opened: OpenedPlatform) => Promise<T>,
  more: Pick<OpenOptions, 'missingSchema' | 'onCacheNotice'> = {},
): Promise<T> {
  return within(context, openPlatform(config, { ...optionsOf(context), ...more }), work);
}

function optionsOf({ progress, signal, environment, clock, entropy }: CommandContext): OpenOptions {
  const onProgress: OpenOptions['onProgress'] = ({ step, fraction }) => progress.show(step, fraction);
  return { clock, entropy, onProgress, signal, environment };
}

async function within<Opened extends OpenedConnection, T>(
  { progress, signal }: CommandContext,
  opening: Promise<Opened>,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  let opened: Opened;
  try {
    opened = await opening;
  } finally {
    progress.end();
  }
  try {
    signal.throwIfAborted();
    return await work(opened);
  } finally {
    progress.end();
    await opened.close();
  }
}
