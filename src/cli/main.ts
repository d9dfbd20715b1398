import { runCommandLine } from './run.ts';

// A reader that has enough, such as `head`, is no failure.
process.stdout.on('error', (thrown: NodeJS.ErrnoException) => {
  if (thrown.code !== 'EPIPE') throw thrown;
  process.exit(0);
});

process.exitCode = await runCommandLine(process.argv.slice(2), process);
