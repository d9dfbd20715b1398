import { type Document, MongoClient } from 'mongodb';
import { acceptsConnections, LOOPBACK } from './ports.ts';

/** What a server says about itself in its answer to `hello`. */
export interface Hello {
  readonly isPrimary: boolean;
  readonly setName: string | null;
  /** Addresses under which the members of its replica set are known. */
  readonly hosts: readonly string[];
}

const SELECTION_MS_MAX = 1_000;

/** Asks a server of this machine one administrative command. */
export async function adminCommand(port: number, command: Document): Promise<Document> {
  const client = new MongoClient(`mongodb://${LOOPBACK}:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: SELECTION_MS_MAX,
    maxPoolSize: 1,
  });
  try {
    return await client.db('admin').command(command);
  } finally {
    await client.close();
  }
}

/** The server's `hello`, or null while nobody answers on the port. */
export async function hello(port: number): Promise<Hello | null> {
  if (!(await acceptsConnections(port))) return null;
  try {
    const answer = await adminCommand(port, { hello: 1 });
    return {
      isPrimary: answer['isWritablePrimary'] === true,
      setName: typeof answer['setName'] === 'string' ? answer['setName'] : null,
      hosts: Array.isArray(answer['hosts']) ? answer['hosts'].map(String) : [],
    };
  } catch {
    // Not ready yet: whoever waits asks again and has a limit.
    return null;
  }
}

/**
 * The connection string of a server of this machine. As a replica set where the server is known to its set under this
 * very address, so that drivers wait for the primary; else directly.
 */
export function connectionString(port: number, said: Hello): string {
  const host = `${LOOPBACK}:${port}`;
  return said.setName && said.hosts.includes(host)
    ? `mongodb://${host}/?replicaSet=${encodeURIComponent(said.setName)}`
    : `mongodb://${host}/?directConnection=true`;
}
