import type { CommandStartedEvent, Document, MongoClient } from 'mongodb';
import { AUDIT_BLOCKS } from '../../src/access/audit-chain.ts';

/** Commands by name, as `find learning_sessions`. */
export type Commands = Readonly<Record<string, number>>;

/**
 * Counts what a client sends while something runs, but for blocks of mere outcomes: the trail sends those when it is time,
 * and nobody waits for them.
 */
export async function commandsOf(client: MongoClient, run: () => Promise<unknown>): Promise<Commands> {
  const counted: Record<string, number> = {};
  const count = ({ commandName, command }: CommandStartedEvent) => {
    if (isOfOutcomes(command)) return;
    const collection: unknown = command[commandName];
    const name = typeof collection === 'string' ? `${commandName} ${collection}` : commandName;
    counted[name] = (counted[name] ?? 0) + 1;
  };
  client.on('commandStarted', count);
  try {
    await run();
  } finally {
    client.off('commandStarted', count);
  }
  return counted;
}

function isOfOutcomes({ insert, documents }: Document): boolean {
  return insert === AUDIT_BLOCKS && (documents as Document[]).every(({ entries }) => entries.length === 0);
}

export const total = (commands: Commands): number =>
  Object.values(commands).reduce((sum, count) => sum + count, 0);
