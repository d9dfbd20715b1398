import tls from 'node:tls';
import { TLS_PROFILE } from '../transport/tls-profile.ts';
import { runCommandLine } from './run.ts';

// Whatever a library connects to without a context of ours speaks TLS 1.3 as well.
tls.DEFAULT_MIN_VERSION = TLS_PROFILE.minVersion;

// A reader that has enough, such as `head`, is no failure.
process.stdout.on('error', (thrown: NodeJS.ErrnoException) => {
  if (thrown.code !== 'EPIPE') throw thrown;
  process.exit(0);
});

process.exitCode = await runCommandLine(process.argv.slice(2), process);
