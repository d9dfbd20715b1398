import type { CommandStartedEvent, MongoClient } from 'mongodb';

/** Commands by name, as `find learning_sessions`. */
export type Commands = Readonly<Record<string, number>>;

/** Counts what a client sends while something runs. */
export async function commandsOf(client: MongoClient, run: () => Promise<unknown>): Promise<Commands> {
  const counted: Record<string, number> = {};
  const count = ({ commandName, command }: CommandStartedEvent) => {
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

export const total = (commands: Commands): number =>
  Object.values(commands).reduce((sum, count) => sum + count, 0);
