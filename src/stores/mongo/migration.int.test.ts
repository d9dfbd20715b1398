import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { declaredState } from '../../derive/migration-plan.ts';
import { collection, index } from '../../schema/define.ts';
import type { Field } from '../../schema/fields/field.ts';
import { integer } from '../../schema/fields/integer.ts';
import { slug } from '../../schema/fields/slug.ts';
import { resolveSchema } from '../../schema/resolve.ts';
import type { ResolvedCollection, Schema } from '../../schema/resolved.ts';
import { SCHEMA } from '../../schema/schema.ts';
import { documentId } from '../../schema/support/bookkeeping.ts';
import { leases, schema_migrations, vault_migrations } from '../../schema/support/operations.ts';
import { systemClock } from '../../std/clock.ts';
import { systemEntropy } from '../../std/random.ts';
import type { Connection } from './connection.ts';
import { isMigrated, migrate, previewMigration } from './migration.ts';
import { TestDatabases } from './testing-only/databases.ts';
import { severable } from './testing-only/severable.ts';
import { documentExamples } from './testing-only/stored-examples.ts';

const WITH = { clock: systemClock, entropy: systemEntropy };
/** Of one that will be killed: so long do the others wait. */
const SHORT_LEASE = { leaseMs: 1_000, waitMsMax: 30_000 };

let databases: TestDatabases;

beforeAll(() => {
  databases = new TestDatabases(inject('mongodbUri'));
});

afterAll(() => databases.dropAll());

interface Variant {
  readonly maximum?: number;
  readonly extra?: Record<string, Field>;
  readonly unique?: true;
  readonly index?: boolean;
}

/** A schema of one collection of its own beside those a migration needs. */
function schemaWith({ maximum = 100, extra = {}, unique, index: indexed = true }: Variant = {}): Schema {
  return resolveSchema([
    schema_migrations,
    vault_migrations,
    leases,
    collection({
      name: 'things',
      typeName: 'ThingDocument',
      description: 'Things.',
      specification: null,
      extension: 'A test.',
      database: 'data',
      owner: null,
      identity: ['_id'],
      datedBy: '_id',
      purpose: 'operation',
      retention: 'operation',
      export: false,
      shardKey: null,
      fields: {
        _id: documentId,
        name: slug({ description: 'Name.' }),
        size: integer({ description: 'Size.', minimum: 0, maximum }),
        ...extra,
      },
      indexes: indexed ? [index({ name: 1 }, { why: 'by name', ...(unique && { unique }) })] : [],
      queries: {},
    }),
  ]);
}

const things = (connection: Connection) => connection.data.collection('things');
const recordsOf = (connection: Connection) =>
  connection.data.collection('schema_migrations').find().sort({ seq: 1 }).toArray();

describe('a migration of the whole schema', () => {
  it('leaves validators and indexes that read back as they are declared, then has nothing to do', async () => {
    const connection = await databases.open();
    const preview = await previewMigration(connection, SCHEMA);
    expect(await connection.data.listCollections().toArray()).toEqual([]);
    const told: string[] = [];
    const report = await migrate(connection, SCHEMA, {
      ...WITH,
      onStep: (step, at, of) => told.push(`${step.kind} ${step.collection} ${at}/${of}`),
    });
    expect(report.outcome).toBe('migrated');
    expect(new Set(report.steps)).toEqual(new Set(preview.steps));
    expect(told).toHaveLength(report.steps.length);

    for (const { database, name, schema, indexes } of declaredState(SCHEMA)) {
      const db = connection.database(database);
      const [live] = await db.listCollections({ name }).toArray();
      expect(live).toMatchObject({
        options: { validator: { $jsonSchema: schema }, validationLevel: 'strict', validationAction: 'error' },
      });
      const stored = await db.collection(name).listIndexes().toArray();
      expect(stored.map((one) => one.name).sort()).toEqual(
        ['_id_', ...indexes.map((one) => one.name)].sort(),
      );
      for (const declared of indexes) {
        const found = stored.find((one) => one.name === declared.name);
        expect(found).toMatchObject(declared);
        expect(Object.keys(found.key)).toEqual(Object.keys(declared.key));
      }
    }

    expect(await isMigrated(connection, SCHEMA)).toBe(true);
    expect((await previewMigration(connection, SCHEMA)).steps).toEqual([]);
    expect(await migrate(connection, SCHEMA, WITH)).toMatchObject({ outcome: 'unchanged', steps: [] });
    expect(await recordsOf(connection)).toMatchObject([{ seq: 1 }]);
    expect(await connection.vault.collection('vault_migrations').countDocuments()).toBe(1);
    expect(await connection.data.collection('leases').countDocuments()).toBe(0);
  });

  it('lets accounts without an address be many, and one address be of one account', async () => {
    const connection = await databases.open();
    await migrate(connection, SCHEMA, WITH);
    const users = connection.data.collection('users');
    const { good } = documentExamples(SCHEMA.collections['users'] as ResolvedCollection);
    const account = (blind: object) => ({
      ...(good as object),
      _id: new ObjectId(),
      user_id: systemEntropy.uuid(),
      ...blind,
    });
    await users.insertMany([account({}), account({})]);
    const email_blind_index = Buffer.from('a hash');
    await users.insertOne(account({ email_blind_index }));
    await expect(users.insertOne(account({ email_blind_index }))).rejects.toMatchObject({ code: 11_000 });
  });

  it('may be begun by several processes at once', async () => {
    const first = await databases.open();
    const others = await Promise.all([databases.open(first), databases.open(first)]);
    const reports = await Promise.all([first, ...others].map((one) => migrate(one, SCHEMA, WITH)));
    // Whoever came first did it all; the others, at most, made the collection of the lease.
    const byOthers = reports.filter(({ steps }) => steps.length > 1);
    expect(byOthers).toHaveLength(1);
    expect((await previewMigration(first, SCHEMA)).steps).toEqual([]);
    expect(await recordsOf(first)).toHaveLength(1);
  });
});

describe('a migration of what is stored', () => {
  it('goes on after a process was killed between any two steps', async () => {
    const count = declaredState(schemaWith()).reduce((sum, { indexes }) => sum + 1 + indexes.length, 0);
    for (let killedAt = 1; killedAt <= count; killedAt++) {
      const survivor = await databases.open();
      const way = await severable(inject('mongodbUri'));
      const victim = await databases.open(survivor, way.uri, { selectionMsMax: 500 });
      const killed = migrate(victim, schemaWith(), {
        ...WITH,
        lease: SHORT_LEASE,
        // As SIGKILL does: nothing more gets out, neither the step nor the end of the lease.
        onStep: (_, at) => {
          if (at === killedAt) way.cut();
        },
      });
      await expect(killed).rejects.toMatchObject({ code: 'store_unavailable' });
      const held = await survivor.data.collection('leases').countDocuments();
      expect(held).toBe(killedAt === 1 ? 0 : 1);
      expect(await isMigrated(survivor, schemaWith())).toBe(false);
      await migrate(survivor, schemaWith(), WITH);
      expect((await previewMigration(survivor, schemaWith())).steps).toEqual([]);
      expect(await isMigrated(survivor, schemaWith())).toBe(true);
    }
  });

  it('adds a field and keeps the documents', async () => {
    const connection = await databases.open();
    await migrate(connection, schemaWith(), WITH);
    await things(connection).insertOne({ name: 'a', size: 1 });
    const colour = slug({ description: 'Colour.', optional: true });
    await expect(things(connection).insertOne({ name: 'b', size: 1, colour: 'red' })).rejects.toThrow();
    const wider = schemaWith({ extra: { colour } });
    expect(await isMigrated(connection, wider)).toBe(false);
    const { steps } = await migrate(connection, wider, WITH);
    expect(steps).toMatchObject([{ kind: 'change_validator', collection: 'things' }]);
    await things(connection).insertOne({ name: 'b', size: 1, colour: 'red' });
    expect(await things(connection).countDocuments()).toBe(2);
    expect(await recordsOf(connection)).toMatchObject([
      { seq: 1 },
      { seq: 2, steps: ['change the validator of things (data)'] },
    ]);
  });

  it('is refused when stored documents do not fit, and forced only when told to', async () => {
    const connection = await databases.open();
    await migrate(connection, schemaWith(), WITH);
    await things(connection).insertMany([40, 60, 80].map((size) => ({ name: `n${size}`, size })));
    const tighter = schemaWith({ maximum: 50 });
    await expect(migrate(connection, tighter, WITH)).rejects.toMatchObject({
      code: 'migration_refused',
      detail: 'things: 2 stored documents do not fit its validator.',
    });
    await things(connection).insertOne({ name: 'still', size: 99 });
    const obstacle = { collection: 'things', kind: 'invalid', documents: 3, index: null };
    expect(await previewMigration(connection, tighter)).toMatchObject({ obstacles: [obstacle] });
    const forced = await migrate(connection, tighter, { ...WITH, force: true });
    expect(forced).toMatchObject({ outcome: 'migrated', obstacles: [obstacle] });
    await expect(things(connection).insertOne({ name: 'late', size: 99 })).rejects.toThrow();
  });

  it('is refused when a unique index would clash, also when forced', async () => {
    const connection = await databases.open();
    await migrate(connection, schemaWith(), WITH);
    await things(connection).insertMany(['a', 'b', 'b', 'c', 'c', 'c'].map((name) => ({ name, size: 1 })));
    const unique = schemaWith({ unique: true });
    for (const force of [false, true]) {
      await expect(migrate(connection, unique, { ...WITH, force })).rejects.toMatchObject({
        code: 'migration_refused',
        detail: expect.stringContaining('things: 5 stored documents'),
      });
    }
    expect(await things(connection).indexExists('name_1')).toBe(true);
    await things(connection).deleteMany({ name: { $in: ['b', 'c'] } });
    const { steps } = await migrate(connection, unique, WITH);
    expect(steps.map(({ kind }) => kind)).toEqual(['drop_index', 'create_index']);
    await expect(things(connection).insertOne({ name: 'a', size: 1 })).rejects.toMatchObject({
      code: 11_000,
    });
  });

  it('is refused when a unique index would be missing for a while, and forced where nobody writes', async () => {
    const connection = await databases.open();
    const unique = schemaWith({ unique: true });
    await migrate(connection, unique, WITH);
    await things(connection).insertOne({ name: 'a', size: 1 });
    await things(connection).dropIndex('name_1');
    await things(connection).createIndex({ name: 1 }, { unique: true, sparse: true });
    await expect(migrate(connection, unique, WITH)).rejects.toMatchObject({
      code: 'migration_refused',
      hint: expect.stringContaining('Stop every process'),
    });
    expect(await things(connection).indexExists('name_1')).toBe(true);
    const forced = await migrate(connection, unique, { ...WITH, force: true });
    expect(forced).toMatchObject({ outcome: 'migrated', obstacles: [{ kind: 'gap', documents: 1 }] });
  });

  it('drops an index that is not declared, and never a collection', async () => {
    const connection = await databases.open();
    await migrate(connection, schemaWith(), WITH);
    await connection.data.collection('others').insertOne({ _id: new ObjectId(), kept: true });
    const { steps, undeclared } = await migrate(connection, schemaWith({ index: false }), WITH);
    expect(steps).toMatchObject([{ kind: 'drop_index', index: 'name_1', why: 'undeclared' }]);
    expect(undeclared).toEqual([{ database: 'data', collection: 'others' }]);
    expect(await connection.data.collection('others').countDocuments()).toBe(1);
  });

  it('mends what was changed behind its back', async () => {
    const connection = await databases.open();
    await migrate(connection, schemaWith(), WITH);
    await things(connection).dropIndex('name_1');
    await connection.data.command({ collMod: 'things', validationLevel: 'moderate' });
    const { steps } = await migrate(connection, schemaWith(), WITH);
    expect(steps.map(({ kind }) => kind).sort()).toEqual(['change_validator', 'create_index']);
  });

  it('stops between steps when told to, and waits for another only so long', async () => {
    const connection = await databases.open();
    const stop = new AbortController();
    const stopped = migrate(connection, schemaWith(), {
      ...WITH,
      signal: stop.signal,
      onStep: (_, at) => {
        if (at === 2) stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
    await connection.data.collection('leases').insertOne({
      _id: 'migration' as never,
      holder: systemEntropy.uuid(),
      taken_at: new Date(),
      until: new Date(Date.now() + 60_000),
    });
    await expect(
      migrate(connection, schemaWith(), { ...WITH, lease: { leaseMs: 600, waitMsMax: 300 } }),
    ).rejects.toMatchObject({ code: 'overloaded' });
    const waiting = { ...WITH, lease: { leaseMs: 600, waitMsMax: 20_000 } };
    await expect(
      migrate(connection, schemaWith(), { ...waiting, signal: AbortSignal.timeout(200) }),
    ).rejects.toMatchObject({ code: 'interrupted' });
  });
});
