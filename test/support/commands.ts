import { BSON, type Document, type MongoClient } from 'mongodb';

/** One command as the driver sent it and the server answered it. */
export interface SentCommand {
  readonly name: string;
  readonly collection: string;
  readonly command: Document;
  readonly sentBytes: number;
  answeredBytes: number;
}

/**
 * The commands a client sends while `work` runs. The client must have been opened with `monitorCommands=true` in its
 * connection string. Commands about the session itself (`endSessions`, `hello`) are left out.
 */
export async function commandsOf(client: MongoClient, work: () => Promise<unknown>): Promise<SentCommand[]> {
  const sent = new Map<number, SentCommand>();
  const started = ({
    requestId,
    commandName,
    command,
  }: {
    requestId: number;
    commandName: string;
    command: Document;
  }) => {
    const target = command[commandName];
    sent.set(requestId, {
      name: commandName,
      collection: typeof target === 'string' ? target : '',
      command: BSON.deserialize(BSON.serialize(command)),
      sentBytes: BSON.calculateObjectSize(command),
      answeredBytes: 0,
    });
  };
  const succeeded = ({ requestId, reply }: { requestId: number; reply: unknown }) => {
    const command = sent.get(requestId);
    if (command) command.answeredBytes = BSON.calculateObjectSize(reply as Document);
  };
  client.on('commandStarted', started).on('commandSucceeded', succeeded);
  try {
    await work();
  } finally {
    client.off('commandStarted', started).off('commandSucceeded', succeeded);
  }
  return [...sent.values()].filter(({ name }) => !['endSessions', 'hello', 'ping'].includes(name));
}
