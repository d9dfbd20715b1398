import { type Document, ObjectId } from 'mongodb';
import {
  type DeclaredCollection,
  declaredState,
  describeStep,
  type MigrationPlan,
  type MigrationStep,
  migrationPlan,
} from '../../derive/migration-plan.ts';
import { MasterXError } from '../../errors/error.ts';
import type { Schema } from '../../schema/resolved.ts';
import { leases } from '../../schema/support/operations.ts';
import type { Clock } from '../../std/clock.ts';
import { minutes, seconds } from '../../std/durations.ts';
import type { Entropy } from '../../std/random.ts';
import type { Connection, DatabaseRole } from './connection.ts';
import { answered, asMasterXError, reachStore } from './driver-errors.ts';
import { type HeldLease, holdingLease, type LeaseOptions } from './lease.ts';
import { liveState } from './live-state.ts';
import { describeObstacle, type MigrationObstacle, obstaclesTo } from './migration-obstacles.ts';
import { isRecorded, recordMigration } from './migration-record.ts';

export interface MigrateOptions {
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** Tightens validators although stored documents do not fit them. */
  readonly force?: boolean;
  /** Told before each step. */
  readonly onStep?: (step: MigrationStep, at: number, of: number) => void;
  /** Stops between two steps, or while another process migrates. */
  readonly signal?: AbortSignal;
  readonly lease?: LeaseOptions;
}

/** What a migration would do, and what is in its way. */
export interface MigrationPreview extends MigrationPlan {
  readonly obstacles: readonly MigrationObstacle[];
}

/** What a migration did. */
export interface MigrationReport extends MigrationPlan {
  readonly outcome: 'unchanged' | 'migrated';
  /** Obstacles that were forced. */
  readonly obstacles: readonly MigrationObstacle[];
}

const ROLES: readonly DatabaseRole[] = ['data', 'vault'];

const LEASE_NAME = 'migration';
const LEASE: LeaseOptions = { leaseMs: seconds(30), waitMsMax: minutes(10) };

/** What `migrate` would do now. Changes nothing. */
export function previewMigration(connection: Connection, schema: Schema): Promise<MigrationPreview> {
  return reachStore(async () => {
    const plan = await planOf(connection, declaredState(schema));
    return { ...plan, obstacles: await obstaclesTo(connection, plan) };
  });
}

/** Whether both databases were last brought to just this schema: one read of each. For the start of a process. */
export function isMigrated(connection: Connection, schema: Schema): Promise<boolean> {
  return reachStore(async () => {
    const declared = declaredState(schema);
    const recorded = await Promise.all(
      ROLES.map((role) => isRecorded(connection.database(role), schema, role, declared)),
    );
    return recorded.every(Boolean);
  });
}

/**
 * Brings both databases to what the schema declares: collections, validators, indexes. May be called by several
 * processes at once and repeated after a crash at any moment; it drops no collection.
 *
 * @throws MasterXError `migration_refused` before anything is changed, when stored documents do not fit; `overloaded`
 * when another process migrates for too long; `interrupted` when told to stop or when the lease was lost.
 */
export function migrate(
  connection: Connection,
  schema: Schema,
  options: MigrateOptions,
): Promise<MigrationReport> {
  return reachStore(async () => {
    const declared = declaredState(schema);
    const ahead = await planOf(connection, declared);
    if (ahead.steps.length === 0 && (await isMigrated(connection, schema))) {
      return { ...ahead, outcome: 'unchanged', obstacles: [] };
    }
    // The lease needs its collection before the first step; making it twice does no harm.
    const [first] = ahead.steps.filter(isLeases);
    if (first) await perform(connection, first, options, 1, ahead.steps.length);
    return holdingLease(
      connection.data,
      LEASE_NAME,
      options.entropy.uuid(),
      options.clock,
      { ...(options.lease ?? LEASE), signal: options.signal },
      (held) => execute(connection, schema, declared, first ? [first] : [], options, held),
    );
  });
}

async function execute(
  connection: Connection,
  schema: Schema,
  declared: readonly DeclaredCollection[],
  done: readonly MigrationStep[],
  options: MigrateOptions,
  held: HeldLease,
): Promise<MigrationReport> {
  const startedAt = options.clock.now();
  const { steps, undeclared } = await planOf(connection, declared);
  // Another process did it all while this one waited for the lease.
  if (steps.length === 0 && (await isMigrated(connection, schema))) {
    return { steps, undeclared, outcome: 'unchanged', obstacles: [] };
  }
  const obstacles = await obstaclesTo(connection, { steps, undeclared });
  refuse(obstacles, options.force === true);
  for (const [at, step] of steps.entries()) {
    await held.assertHeld();
    await perform(connection, step, options, done.length + at + 1, done.length + steps.length);
  }
  const left = await planOf(connection, declared);
  const [stillThere] = left.steps;
  if (stillThere) {
    throw new MasterXError('internal', {
      detail: `After the migration the server still asks to ${describeStep(stillThere)}.`,
    });
  }
  const all = [...done, ...steps];
  for (const role of ROLES) {
    await recordMigration(connection.database(role), schema, role, declared, {
      _id: new ObjectId(options.entropy.bytes(12)),
      steps: all.filter(({ database }) => database === role).map(describeStep),
      started_at: startedAt,
      finished_at: options.clock.now(),
    });
  }
  return { steps: all, undeclared, obstacles, outcome: all.length > 0 ? 'migrated' : 'unchanged' };
}

async function planOf(
  connection: Connection,
  declared: readonly DeclaredCollection[],
): Promise<MigrationPlan> {
  const live = await Promise.all(ROLES.map((role) => liveState(connection.database(role), role, declared)));
  return migrationPlan(declared, live.flat());
}

function refuse(obstacles: readonly MigrationObstacle[], force: boolean): void {
  const refusing = obstacles.filter(({ kind }) => kind === 'duplicate' || !force);
  if (refusing.length === 0) return;
  const has = (wanted: MigrationObstacle['kind']) => refusing.some(({ kind }) => kind === wanted);
  throw new MasterXError('migration_refused', {
    detail: refusing.map(describeObstacle).join(' '),
    ...(has('gap') && {
      hint: 'Stop every process that writes to the database, then repeat it with --force.',
    }),
    ...(has('duplicate') && {
      hint: 'Remove or merge the duplicates first; --force cannot make a unique index over them.',
    }),
  });
}

async function perform(
  connection: Connection,
  step: MigrationStep,
  { onStep, signal }: MigrateOptions,
  at: number,
  of: number,
): Promise<void> {
  if (signal?.aborted) throw new MasterXError('interrupted', { detail: 'The migration was told to stop.' });
  onStep?.(step, at, of);
  const db = connection.database(step.database);
  const collection = db.collection(step.collection);
  switch (step.kind) {
    case 'create_collection':
      try {
        await db.createCollection(step.collection, enforced(step.schema));
      } catch (thrown) {
        if (!answered(thrown, 'namespaceExists')) throw thrown;
        // Another process made it meanwhile, perhaps implicitly by a first write.
        await db.command({ collMod: step.collection, ...enforced(step.schema) });
      }
      return;
    case 'change_validator':
      await db.command({ collMod: step.collection, ...enforced(step.schema) });
      return;
    case 'create_index':
      try {
        await collection.createIndexes([{ ...step.index, key: { ...step.index.key } } as Document as never]);
      } catch (thrown) {
        if (!answered(thrown, 'duplicateKey')) throw thrown;
        throw new MasterXError('migration_refused', {
          detail: `${step.collection}: stored documents clash under the unique index ${step.index.name}.`,
          cause: asMasterXError(thrown),
        });
      }
      return;
    case 'drop_index':
      try {
        await collection.dropIndex(step.index);
      } catch (thrown) {
        if (!answered(thrown, 'indexNotFound') && !answered(thrown, 'namespaceNotFound')) throw thrown;
      }
  }
}

const enforced = (schema: object) =>
  ({ validator: { $jsonSchema: schema }, validationLevel: 'strict', validationAction: 'error' }) as const;

function isLeases(step: MigrationStep): boolean {
  return step.kind === 'create_collection' && step.collection === leases.name;
}
