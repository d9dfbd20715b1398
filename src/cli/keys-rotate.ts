import { systemActor } from '../access/actor.ts';
import { MasterXError } from '../errors/error.ts';
import { assertRotatable, type RotationTarget } from '../lifecycle/rotation/rotate.ts';
import { ACCESS_TOKEN_PURPOSE } from '../protection/signing-keys.ts';
import type { KeyRotationRecord } from '../stores/vault/port.ts';
import type { CommonOptions } from './command.ts';
import { type CommandContext, configOf } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { countText } from './text-table.ts';
import { withPlatform } from './with-platform.ts';

interface RotateOptions extends CommonOptions {
  readonly all?: boolean;
}

interface RewrapOptions extends CommonOptions {
  readonly kek?: boolean;
}

/** Puts other keys in the place of those in use. */
export async function rotateKeys(
  context: CommandContext,
  { all, json }: RotateOptions,
  ...[kind = '', learner]: readonly string[]
): Promise<ExitCode> {
  return run(context, targetOf(kind, learner, all === true), json);
}

/** Wraps keys anew by the key that wraps now. */
export function rewrapKeys(context: CommandContext, { kek, json }: RewrapOptions): Promise<ExitCode> {
  return run(context, { kind: kek === true ? 'rewrap kek' : 'rewrap' }, json);
}

/** @throws MasterXError `usage` when it is not clear whose keys are meant. */
function targetOf(kind: string, learner: string | undefined, all: boolean): RotationTarget {
  if (kind === 'learner') {
    if ((learner === undefined) !== all) {
      throw new MasterXError('usage', {
        detail: 'It is not clear whose keys are to be rotated.',
        hint: 'Name one learner, or say --all.',
      });
    }
    return { kind, learner: learner?.toLowerCase() ?? null };
  }
  if (learner !== undefined || all) {
    throw new MasterXError('usage', {
      detail: `A learner is no part of a rotation of ${kind} keys.`,
      hint: '`masterx keys rotate --help` says what each kind takes.',
    });
  }
  if (kind === 'branch' || kind === 'kek' || kind === 'platform' || kind === 'audit') return { kind };
  if (kind === ACCESS_TOKEN_PURPOSE) return { kind: 'signing' };
  assertRotatable(kind);
  return { kind: 'index', purpose: kind };
}

async function run(context: CommandContext, target: RotationTarget, json: boolean): Promise<ExitCode> {
  const { terminal, entropy, progress, signal } = context;
  const record = await withPlatform(context, configOf(context), ({ platform }) =>
    platform.as(systemActor('keys', entropy.uuid(), 'rotation of keys')).keys.rotate(target, {
      signal,
      onProgress: ({ step, counts, waitSeconds }) =>
        progress.show(
          `Rotating: ${step}${waitSeconds === null ? countsText(counts) : ` (${waitSeconds} s more)`}`,
        ),
    }),
  );
  progress.end();
  if (json) terminal.line(JSON.stringify(answerOf(record)));
  else terminal.line(`Done: ${record.target} keys${countsText(record.counts)}.`);
  return EXIT.done;
}

function answerOf({ target, only, epoch, step, counts, started_at, finished_at }: KeyRotationRecord) {
  return { target, only, epoch, step, counts, startedAt: started_at, finishedAt: finished_at };
}

function countsText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).flatMap(([name, many]) =>
    many > 0 ? [`${countText(many)} ${name}`] : [],
  );
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
