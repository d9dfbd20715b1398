import { expect, inject, it } from 'vitest';
import { openTestPlatform } from './support/platform.ts';

it('says in the words of the error table that the database is away', async () => {
  const test = await openTestPlatform(inject('mongodbUri'));
  try {
    await expect(test.platform.health()).resolves.toBeUndefined();
    await test.platform.connection.client.close();
    await expect(test.platform.health()).rejects.toMatchObject({ code: 'store_unavailable' });
    await test.platform.connection.client.connect();
  } finally {
    await test.close();
  }
});
