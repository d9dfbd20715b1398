import { CommanderError } from 'commander';
import { secretHider, secretsIn } from '../config/secrets.ts';
import { MasterXError } from '../errors/error.ts';
import { systemClock } from '../std/clock.ts';
import { systemEntropy } from '../std/random.ts';
import { type Asked, askOn } from './confirmation.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { tellFailure } from './failure.ts';
import { followSignals } from './interruption.ts';
import { masterxProgram } from './program.ts';
import { progressLine } from './progress-line.ts';
import { askSecretOn } from './secret-input.ts';
import { type Terminal, terminalOn } from './terminal.ts';

/** The process a command runs in. */
export type Surroundings = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env' | 'cwd'> & Pick<Asked, 'stdin'>;

const HELP_WAS_SHOWN = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

/** Reads the words of a command line, does what they say, and answers the exit code. Never throws. */
export async function runCommandLine(words: readonly string[], around: Surroundings): Promise<ExitCode> {
  const terminal = discreet(terminalOn(around.stdout, around.stderr, around.env), around.env);
  const interruption = followSignals((line) => terminal.note(line));
  let code: ExitCode = EXIT.done;
  try {
    const context = {
      terminal,
      progress: progressLine(terminal, systemClock, around.stderr),
      environment: around.env,
      folder: around.cwd(),
      signal: interruption.signal,
      clock: systemClock,
      entropy: systemEntropy,
      ask: askOn(around),
      askSecret: askSecretOn(around),
    };
    const program = masterxProgram({
      context,
      ended: (ended) => {
        code = ended;
      },
    });
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError && HELP_WAS_SHOWN.has(thrown.code)) {
      // Without an exit code of 0 the help was not asked for: a command that only holds others was called by itself.
      return thrown.exitCode === 0 ? EXIT.done : EXIT.usage;
    }
    const failure = understood(thrown, interruption.signal);
    const debug = words.includes('--debug') || Boolean(around.env['MASTERX_DEBUG']);
    tellFailure(failure, terminal, { json: words.includes('--json'), debug });
    return exitCodeOf(MasterXError.from(failure));
  } finally {
    interruption.release();
  }
}

/** A terminal on which no password of the environment is noted, whoever wrote it into a message. */
function discreet(terminal: Terminal, environment: Surroundings['env']): Terminal {
  const hide = secretHider(secretsIn(environment));
  return { ...terminal, note: (text) => terminal.note(hide(text)) };
}

/** A usage error in our words; whatever fails because it was interrupted, as the interruption. */
function understood(thrown: unknown, signal: AbortSignal): unknown {
  if (thrown instanceof CommanderError) return usageError(thrown);
  if (signal.aborted && !(thrown instanceof MasterXError && thrown.code === 'interrupted')) {
    return new MasterXError('interrupted', { cause: thrown });
  }
  return thrown;
}

function usageError({ message }: CommanderError): MasterXError {
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}${/[.?!]$/.test(first) ? '' : '.'}`;
  const suggestion = rest.join(' ').replace(/^\(|\)$/g, '');
  return new MasterXError('usage', {
    detail: suggestion === '' ? sentence : `${sentence} ${suggestion}`,
  });
}
