/**
 * Stands in for `mongod` where none is installed: says hello over MongoDB's wire protocol and keeps a replica-set
 * configuration across restarts, as far as starting a single-node set needs it. It stores nothing.
 *
 *   fake-mongod.ts --port <port> --dbpath <folder> …
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { BSON, type Document } from 'mongodb';

/** Operation codes of the wire protocol. */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

if (process.argv.includes('--version')) {
  process.stdout.write('db version v7.0.14\n');
  process.exit(0);
}
const parameter = (name: string) => process.argv[process.argv.indexOf(name) + 1] ?? '';
const port = Number(parameter('--port'));
const file = join(parameter('--dbpath'), 'replica-set.json');
const address = `127.0.0.1:${port}`;
let config: Document | null = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;

function isMember(): boolean {
  return config?.['members'].some((member: Document) => member['host'] === address) ?? false;
}

function keep(next: Document): Document {
  config = next;
  writeFileSync(file, JSON.stringify(next));
  return { ok: 1 };
}

function answer(command: Document): Document {
  if (command['hello'] || command['ismaster'] || command['isMaster']) {
    const set =
      config && isMember()
        ? { setName: config['_id'], hosts: [address], me: address }
        : { isreplicaset: true };
    const limits = {
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
    };
    return { ok: 1, isWritablePrimary: isMember(), minWireVersion: 0, maxWireVersion: 21, ...limits, ...set };
  }
  if (command['replSetGetStatus']) {
    if (!config)
      return {
        ok: 0,
        code: 94,
        codeName: 'NotYetInitialized',
        errmsg: 'no replset config has been received',
      };
    if (!isMember())
      return { ok: 0, code: 93, codeName: 'InvalidReplicaSetConfig', errmsg: 'we are not a member of it' };
    return { ok: 1, myState: 1 };
  }
  if (command['replSetInitiate']) return keep({ ...command['replSetInitiate'], version: 1 });
  if (command['replSetGetConfig']) return { ok: 1, config };
  if (command['replSetReconfig'] && command['force'] === true) return keep(command['replSetReconfig']);
  return { ok: 0, code: 59, codeName: 'CommandNotFound', errmsg: 'no such command' };
}

function reply(message: Buffer): Buffer {
  const isQuery = message.readInt32LE(12) === OP_QUERY;
  const start = isQuery ? message.indexOf(0, 20) + 1 + 8 : 21;
  const body = BSON.serialize(answer(BSON.deserialize(message.subarray(start))));
  const between = isQuery ? Buffer.alloc(20) : Buffer.alloc(5);
  if (isQuery) between.writeInt32LE(1, 16);
  const head = Buffer.alloc(16);
  head.writeInt32LE(16 + between.length + body.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([head, between, body]);
}

createServer((socket) => {
  let waiting = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
      const length = waiting.readInt32LE(0);
      socket.write(reply(waiting.subarray(0, length)));
      waiting = waiting.subarray(length);
    }
  });
}).listen(port, '127.0.0.1');
