import assert from 'node:assert/strict';
import { connect, createServer, type Server } from 'node:net';
import { anyPorts, chooseFreePorts } from '../../../infra/local-server/free-ports.ts';

describe('chooseFreePorts', () => {
  it('gives ports that can be bound, and the same ones when asked for them again', async () => {
    const ports = await chooseFreePorts(anyPorts);
    assert.notEqual(ports.port, ports.uiPort);
    assert.deepEqual(await chooseFreePorts(ports), ports);
    const servers = await Promise.all([listen(ports.port), listen(ports.uiPort)]);
    for (const server of servers) server.close();
  });

  it('moves on from a port that is taken', async () => {
    const { port, uiPort } = await chooseFreePorts(anyPorts);
    const taker = await listen(port);
    const moved = await chooseFreePorts({ port, uiPort });
    taker.close();
    assert.notEqual(moved.port, port);
  });

  it('is not held up by a client that keeps knocking and talking at the port', async () => {
    const { port } = await chooseFreePorts(anyPorts);
    let knocking = true;
    const knock = (): void => {
      if (!knocking) return;
      const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => client.write('PRI * HTTP/2.0'));
      client.on('error', () => client.destroy()).on('close', () => setImmediate(knock));
    };
    for (let clients = 0; clients < 8; clients += 1) knock();
    for (let round = 0; round < 100; round += 1) await chooseFreePorts({ port, uiPort: 0 });
    knocking = false;
  });

  it('never gives one port for both', async () => {
    const { port } = await chooseFreePorts(anyPorts);
    const both = await chooseFreePorts({ port, uiPort: port });
    assert.notEqual(both.port, both.uiPort);
  });
});

async function listen(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
