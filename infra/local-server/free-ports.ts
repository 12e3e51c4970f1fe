import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface ServerPorts {
  port: number;
  uiPort: number;
}

/** Away from Temporal's own 7233 and 8233, which a person's other work may want. */
export const firstChoice: ServerPorts = { port: 7433, uiPort: 8433 };

/** Lets the system choose. */
export const anyPorts: ServerPorts = { port: 0, uiPort: 0 };

/** Ports tried upwards from the preferred one; low ones stay free longer than those the system gives to clients. */
const tries = 20;

/** Two different ports that are free on 127.0.0.1: the preferred ones, else ones a little above, else any. */
export async function chooseFreePorts(preferred: ServerPorts): Promise<ServerPorts> {
  const port = await claimFrom(preferred.port);
  let uiPort = await claimFrom(preferred.uiPort);
  while (uiPort === port) uiPort = await claimFrom(0);
  return { port, uiPort };
}

async function claimFrom(first: number): Promise<number> {
  const candidates = first === 0 ? [0] : [...Array.from({ length: tries }, (_, step) => first + step), 0];
  for (const port of candidates.filter((candidate) => candidate <= 65_535)) {
    const claimed = await claim(port);
    if (claimed !== undefined) return claimed;
  }
  throw new Error('this machine has no free TCP port on 127.0.0.1');
}

/**
 * Binds the port and lets it go; undefined when it is taken. A connection closed from the listening side leaves it in
 * TIME_WAIT, so that the system hands it to nobody else who asks for any port, while a server may still bind it by number.
 */
async function claim(port: number): Promise<number | undefined> {
  // Others may connect as well, such as a client that waits for a server to come up on this very port; each is read, or its
  // unread bytes would keep it open, and ended.
  const accepted = new Set<Socket>();
  const server = createServer((socket) => {
    accepted.add(socket);
    socket.on('error', () => socket.destroy());
    socket.resume().end();
  });
  if (!(await listen(server, port))) return undefined;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening TCP server has no port');
  const client = connect(address.port, '127.0.0.1').resume();
  client.on('error', () => client.destroy());
  await new Promise((resolve) => client.once('close', resolve));
  const closed = once(server, 'close');
  server.close();
  for (const socket of accepted) socket.destroy();
  await closed;
  return address.port;
}

async function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      resolve(true);
    });
  });
}
