import { describe, expect, it } from 'vitest';
import { MasterXError } from '../../errors/error.ts';
import { ManualClock } from '../../std/clock.ts';
import { CallGuard, type GuardLimits } from './call-guard.ts';

const LIMITS: GuardLimits = { callMsMax: 50, atOnceMax: 2, waitingMax: 3, failuresMax: 2, restMs: 1_000 };
const away = () => Promise.reject(new MasterXError('keys_unavailable'));
const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
/** Goes on although its time is over. */
const deaf = () => new Promise<void>((resolve) => setTimeout(resolve, 4 * LIMITS.callMsMax));

function guard() {
  const clock = new ManualClock('2026-01-01T00:00:00Z');
  return { clock, guard: new CallGuard(LIMITS, clock) };
}

describe('calls of a KMS', () => {
  it('answer what was answered', async () => {
    expect(await guard().guard.run(() => Promise.resolve(7))).toBe(7);
  });

  it('end when their time is over, and the call is told', async () => {
    let told: AbortSignal | undefined;
    const calling = guard().guard.run((signal) => {
      told = signal;
      return never(signal);
    });
    await expect(calling).rejects.toMatchObject({ code: 'keys_unavailable', retryAfterSeconds: 1 });
    expect(told?.aborted).toBe(true);
  });

  it('are few at once; some wait, the rest are refused at once', async () => {
    const { guard: one } = guard();
    let underWay = 0;
    let most = 0;
    const release: (() => void)[] = [];
    const calls = Array.from({ length: 8 }, () =>
      one.run(async () => {
        most = Math.max(most, ++underWay);
        await new Promise<void>((resolve) => release.push(resolve));
        underWay -= 1;
        return 'answered';
      }),
    );
    const settled = Promise.allSettled(calls);
    for (let turn = 0; turn < 20; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const go of release.splice(0)) go();
    }
    const outcomes = await settled;
    expect(most).toBe(LIMITS.atOnceMax);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  });

  it('that waited too long are not made any more', async () => {
    const { guard: one } = guard();
    let late = 0;
    const calls = [
      ...[deaf, deaf].map((call) => one.run(call)),
      one.run(async () => {
        late += 1;
      }),
    ];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await deaf();
    expect(late).toBe(0);
  });

  it('are not made for a while after failures in a row; then one tries, and success lets all through', async () => {
    const { clock, guard: one } = guard();
    let calls = 0;
    const counted = () => {
      calls += 1;
      return away();
    };
    for (let at = 0; at < 10; at++) await expect(one.run(counted)).rejects.toThrow();
    expect(calls).toBe(LIMITS.failuresMax);
    clock.advance(LIMITS.restMs);
    const finish: (() => void)[] = [];
    const trial = one.run(() => new Promise<void>((resolve) => finish.push(resolve)));
    await expect(one.run(counted)).rejects.toThrow('left alone');
    for (const end of finish) end();
    await trial;
    expect(await one.run(() => Promise.resolve('all'))).toBe('all');
  });

  it('that were answered with a refusal say nothing against the KMS', async () => {
    const { guard: one } = guard();
    const refused = () => Promise.reject(new MasterXError('ciphertext_refused'));
    for (let at = 0; at < 10; at++) {
      await expect(one.run(refused)).rejects.toMatchObject({ code: 'ciphertext_refused' });
    }
  });

  it('that ask how it is are made while it is left alone', async () => {
    const { guard: one } = guard();
    for (let at = 0; at < 5; at++) await expect(one.run(away)).rejects.toThrow();
    expect(await one.probe(() => Promise.resolve('well'))).toBe('well');
  });
});
