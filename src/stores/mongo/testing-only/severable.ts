import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Socket } from 'node:net';

/** A way to a server that can be cut at a moment: to the server, the client on it was killed. */
export interface Severable {
  /** Connection string through it. */
  readonly uri: string;
  /** Nothing gets through from now on, neither what is under way nor a new connection. */
  cut(): void;
}

export async function severable(uri: string): Promise<Severable> {
  const [host = '127.0.0.1', port = '27017'] = new URL(uri).host.split(':');
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = dial(Number(port), host);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    uri: `mongodb://127.0.0.1:${address.port}/?directConnection=true`,
    cut: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
