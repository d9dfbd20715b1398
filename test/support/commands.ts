import { BSON, type Document, type MongoClient } from 'mongodb';
import { AUDIT_BLOCKS } from '../../src/access/audit-chain.ts';

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
 * connection string. Commands about the session itself (`endSessions`, `hello`) are left out, and what came of earlier
 * accesses, which the trail sends when it is its time.
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
    const own = target === AUDIT_BLOCKS ? withoutOutcomes(command) : command;
    if (own === null) return;
    sent.set(requestId, {
      name: commandName,
      collection: typeof target === 'string' ? target : '',
      command: BSON.deserialize(BSON.serialize(own)),
      sentBytes: BSON.calculateObjectSize(own),
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

/** The blocks of an insert without the outcomes that went along; null where nothing else was sent. */
function withoutOutcomes(command: Document): Document | null {
  const blocks = (command['documents'] ?? []) as Document[];
  if (blocks.length > 0 && blocks.every(({ entries }) => entries.length === 0)) return null;
  return { ...command, documents: blocks.map(({ outcomes: _, ...block }) => block) };
}
