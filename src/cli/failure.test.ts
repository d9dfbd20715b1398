import { describe, expect, it } from 'vitest';
import { MasterXError } from '../errors/error.ts';
import { type FailureStyle, tellFailure } from './failure.ts';
import { terminalOn } from './terminal.ts';
import { keptStreams } from './testing-only/streams.ts';

function told(thrown: unknown, style: Partial<FailureStyle> = {}, isTTY = false) {
  const { kept, stdout, stderr } = keptStreams(isTTY);
  tellFailure(thrown, terminalOn(stdout, stderr, {}), { json: false, debug: false, ...style });
  return kept;
}

describe('a failure for people', () => {
  it('says what it was, every violation, and what to do next', () => {
    const violations = [
      { path: 'MASTERX_PORT', message: 'expected a whole number' },
      { path: '', message: 'expected more' },
    ];
    const { stdout, stderr } = told(
      new MasterXError('configuration_invalid', { detail: 'Both.', violations }),
    );
    expect(stdout).toBe('');
    expect(stderr.split('\n')).toEqual([
      'error: A setting is missing or wrong.',
      '  - MASTERX_PORT: expected a whole number',
      '  - expected more',
      'hint: See the list of settings in docs/configuration.md.',
      '',
    ]);
  });

  it('counts what it leaves out', () => {
    const violations = Array.from({ length: 33 }, (_, at) => ({ path: `f${at}`, message: 'expected' }));
    expect(told(new MasterXError('validation_failed', { violations })).stderr).toContain('… and 13 more');
  });

  it('shows no stack, and of a defect nothing but where to look', () => {
    const { stderr } = told(new TypeError('secret of a learner'));
    expect(stderr).not.toMatch(/at .*\.ts|secret/);
    expect(stderr).toContain('--debug');
  });

  it('shows stack and causes when asked for', () => {
    const cause = new Error('the socket closed');
    const { stderr } = told(new MasterXError('store_unavailable', { cause }), { debug: true });
    expect(stderr).toMatch(/failure\.test\.ts/);
    expect(stderr).toContain('caused by: Error: the socket closed');
  });

  it('has colours on a terminal only', () => {
    expect(told(new MasterXError('usage')).stderr).not.toContain('\u001b[');
    expect(told(new MasterXError('usage'), {}, true).stderr).toContain('\u001b[31merror:');
  });
});

it('a failure for programs is one document on standard output', () => {
  const { stdout, stderr } = told(new MasterXError('not_found', { detail: 'No such run.' }), { json: true });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    error: {
      code: 'not_found',
      title: 'There is no such thing, or it is not visible to the caller.',
      detail: 'No such run.',
      hint: 'Check the identifier.',
      retryable: false,
    },
  });
});
