import setup from '../setup/servers.ts';

/** Hands `work` the database server the tests use, for programs outside of a test run. */
export async function withTestServer(work: (mongodbUri: string) => Promise<void>): Promise<void> {
  const found = new Map<string, unknown>();
  const end = await setup({ provide: (name, value) => void found.set(name, value) });
  try {
    await work(String(found.get('mongodbUri')));
  } finally {
    await end();
  }
}
