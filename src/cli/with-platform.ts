import type { Config } from '../config/settings.ts';
import type { OpenedConnection, OpenedPlatform, OpenOptions } from '../open-platform.ts';
import type { CommandContext } from './context.ts';

/** Opens the database for a command, works, and closes everything again, whatever happens. */
export async function withConnection<T>(
  context: CommandContext,
  config: Config,
  work: (opened: OpenedConnection) => Promise<T>,
): Promise<T> {
  const { openConnection } = await loadOpeners();
  return within(context, openConnection(config, optionsOf(context)), work);
}

/** Opens the platform for a command, works, and closes everything again, whatever happens. */
export async function withPlatform<T>(
  context: CommandContext,
  config: Config,
  work: (opened: OpenedPlatform) => Promise<T>,
  more: Pick<
    OpenOptions,
    'missingSchema' | 'onCacheNotice' | 'onKeyWorn' | 'onTokenReuse' | 'onAuthentication'
  > = {},
): Promise<T> {
  const { openPlatform } = await loadOpeners();
  return within(context, openPlatform(config, { ...optionsOf(context), ...more }), work);
}

/** Whatever a platform needs is loaded here, and by no command that is only asked for its help. */
const loadOpeners = () => import('../open-platform.ts');

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
