import { describe, expect, it } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { runCommandLine } from './run.ts';
import { keptStreams, NOBODY } from './testing-only/streams.ts';

async function called(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const { kept, stdout, stderr } = keptStreams();
  const code = await runCommandLine(words, {
    stdin: NOBODY,
    stdout: stdout as NodeJS.Process['stdout'],
    stderr: stderr as NodeJS.Process['stderr'],
    env: environment,
    cwd: () => '/',
  });
  return { code, ...kept };
}

describe('what cannot be understood', () => {
  it.each<[string, string, string]>([
    ['a mistyped command', 'docter', 'Did you mean doctor?'],
    ['a mistyped command within a command', 'db plann', 'Did you mean plan?'],
    ['a mistyped option', 'db migrate --dryrun', 'Did you mean --dry-run?'],
    ['a mistyped option of every command', 'doctor --jsn', 'Did you mean --json?'],
    ['a mistyped collection', 'schema show sesions', 'There is no collection sesions.'],
    ['a mistyped command to be helped with', 'help db migrat', 'Did you mean migrate?'],
    ['a learner that can be none', 'export --learner nobody', 'Expected a user_id'],
    ['a word too many', 'doctor now', 'Too many arguments'],
  ])('%s is refused with a suggestion', async (_, line, expected) => {
    const { code, stdout, stderr } = await called(line.split(' '));
    expect(code).toBe(EXIT.usage);
    expect(stdout).toBe('');
    expect(stderr).toContain('error: The command was not understood.');
    expect(stderr).toContain(expected);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('is one JSON document where JSON was asked for', async () => {
    const { code, stdout, stderr } = await called(['db', 'plann', '--json']);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'usage', detail: "Unknown command 'plann'. Did you mean plan?" },
    });
  });
});

describe('help', () => {
  it.each([['--help'], ['help'], ['help db plan'], ['db --help'], ['doctor -h']])(
    '%s is an answer',
    async (line) => {
      const { code, stdout, stderr } = await called(line.split(' '));
      expect([code, stderr]).toEqual([EXIT.done, '']);
      expect(stdout).toMatch(/^Usage: masterx/);
    },
  );

  it.each([[''], ['db'], ['schema']])('"%s" lacks a command, so its help is no answer', async (line) => {
    const { code, stdout, stderr } = await called(line.split(' ').filter((word) => word !== ''));
    expect([code, stdout]).toEqual([EXIT.usage, '']);
    expect(stderr).toMatch(/^Usage: masterx/);
  });

  it('tells the version', async () => {
    expect((await called(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

it('names every wrong setting at once', async () => {
  const { code, stderr } = await called(['db', 'plan'], { MASTERX_PORT: 'x', NODE_ENV: 'staging' });
  expect(code).toBe(EXIT.usage);
  expect(stderr).toContain('- MASTERX_PORT: expected a whole number from 0 to 65535');
  expect(stderr).toContain('- NODE_ENV: expected one of development, production, test');
});

it('shows a collection as a page or as JSON, without a database', async () => {
  const page = await called(['schema', 'show', 'users']);
  expect(page.code).toBe(EXIT.done);
  expect(page.stdout).toMatch(/^# users\n/);
  const { stdout } = await called(['schema', 'show', 'users', '--json']);
  const { collections } = JSON.parse(stdout);
  expect(Object.keys(collections)).toEqual(['users']);
  expect(collections.users.fields.length).toBeGreaterThan(20);
});

it('prints the whole dictionary', async () => {
  const { stdout } = await called(['schema', 'dictionary', '--json']);
  expect(Object.keys(JSON.parse(stdout).pages)).toContain('learning_sessions.md');
});
