import { MongoClient } from 'mongodb';
import { createClient } from 'redis';
import { expect, inject, it } from 'vitest';

it('gives the tests a database with transactions and, where it can be had, a Redis', async () => {
  const client = await MongoClient.connect(inject('mongodbUri'));
  const notes = client.db('smoke').collection('notes');
  await client.withSession((session) =>
    session.withTransaction(async () => {
      await notes.insertOne({ text: 'one' }, { session });
    }),
  );
  expect(await notes.countDocuments()).toBe(1);
  await client.db('smoke').dropDatabase();
  await client.close();

  const redisUrl = inject('redisUrl');
  if (redisUrl === null) return;
  const redis = createClient({ url: redisUrl });
  await redis.connect();
  expect(await redis.ping()).toBe('PONG');
  redis.destroy();
});
