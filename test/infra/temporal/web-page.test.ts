import { Client } from '@temporalio/client';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findInstalledServer } from '../../../infra/local-server/find-server-binary.ts';
import { openTemporal } from '../../../infra/temporal/open-temporal.ts';
import { connectClient, reachServer } from '../../../infra/local-server/reach-server.ts';
import { findServerProcesses } from '../../../infra/local-server/server-process.ts';
import { locateStateFolder } from '../../../infra/local-server/state-folder.ts';
import { findChromium, startBrowser } from '../../doubles/browser.ts';
import type { Browser, Page } from '../../doubles/browser.ts';
import { createServerEnv, needServerBinary, withFolder } from '../local-server/server-under-test.ts';

/** A name that points to this machine, as a page's own name does after DNS rebinding. */
const reboundName = 'rebound.example';

describe('a web page of another origin', function () {
  this.timeout(120_000);
  let browser: Browser;
  before(async function () {
    await needServerBinary(this);
    const chromium = await findChromium();
    if (chromium === undefined || process.platform !== 'linux') {
      console.log('skipped: no Chromium, or no /proc to find open ports in');
      this.skip();
    }
    browser = await startBrowser(chromium, [`--host-resolver-rules=MAP ${reboundName} 127.0.0.1`]);
  });
  after(async () => {
    await browser?.close();
  });

  it('starts no workflow at a server of this project, by any port and any name, although it knows namespace and queue', async () => {
    await withFolder(async (folder) => {
      const stateFolder = join(folder, '.temporal');
      const session = await openTemporal({ stateFolder, env: createServerEnv(), say: () => {} });
      try {
        const [pid] = findServerProcesses(await locateStateFolder(stateFolder));
        const ports = await findOpenPorts(Number(pid));
        assert.ok(ports.includes(Number(session.address.split(':')[1])), 'the ports are those of the server');
        const { namespace, taskQueues } = session;
        await withPage(browser, async (page) => {
          await attack(page, ports, { namespace, taskQueue: taskQueues.dialogs });
        });
        assert.equal(await countWorkflows(session.address, namespace), 0);
      } finally {
        await session.close();
      }
    });
  });

  it('does start one at a server as it comes, so the attack is a real one', async () => {
    await withFolder(async (folder) => {
      const { found } = await findInstalledServer(createServerEnv());
      assert.ok(found !== undefined);
      const port = await findFreePort();
      const flags = ['--headless', '--ip', '127.0.0.1', '--port', String(port), '--db-filename', join(folder, 'x.db')];
      const server = spawn(found.binary, ['server', 'start-dev', ...flags], { stdio: 'ignore' });
      try {
        const address = `127.0.0.1:${port}`;
        while ((await reachServer({ address }, 'default', 2_000).catch(() => undefined)) === undefined)
          await sleep(100);
        const ports = await findOpenPorts(Number(server.pid));
        await withPage(browser, async (page) => {
          await attack(page, ports, { namespace: 'default', taskQueue: 'any' });
        });
        assert.ok((await countWorkflows(address, 'default')) > 0);
      } finally {
        const ended = once(server, 'exit');
        server.kill('SIGKILL');
        await ended;
      }
    });
  });
});

/** Posts as a page can without asking the server first (a "simple request"); its answers it may not read, and need not. */
async function attack(
  page: Page,
  ports: readonly number[],
  { namespace, taskQueue }: { namespace: string; taskQueue: string },
): Promise<void> {
  const body = JSON.stringify({ workflowType: { name: 'generateDataset' }, taskQueue: { name: taskQueue } });
  const script = `Promise.all(${JSON.stringify(ports)}.flatMap((port) => ['127.0.0.1', 'localhost', '${reboundName}'].map((name) =>
    fetch(\`http://\${name}:\${port}/api/v1/namespaces/${namespace}/workflows/attack-\${name}-\${port}\`,
      { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: ${JSON.stringify(body)} })
      .then(() => 1, () => 0)))).then((sent) => sent.reduce((sum, one) => sum + one, 0))`;
  const answered = await page.evaluate(script);
  assert.ok(Number(answered) > 0, 'at least the HTTP API answers the page, if only to refuse');
}

async function withPage(browser: Browser, work: (page: Page) => Promise<void>): Promise<void> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>elsewhere</title>');
  });
  const port = await listen(server);
  const page = await browser.newPage();
  try {
    await page.open(`http://127.0.0.1:${port}/`);
    await work(page);
  } finally {
    await page.close();
    server.close();
  }
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}

/** TCP ports that a process listens on. */
async function findOpenPorts(pid: number): Promise<number[]> {
  const links = await Promise.all(
    (await readdir(`/proc/${pid}/fd`)).map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')),
  );
  const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/u.exec(link)?.[1] ?? []));
  const lines = (await readFile(`/proc/${pid}/net/tcp`, 'utf8')).trim().split('\n').slice(1);
  return lines.flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/u);
    const isListening = state === '0A' && inode !== undefined && inodes.has(inode);
    return isListening ? [Number.parseInt(local?.split(':')[1] ?? '', 16)] : [];
  });
}

async function countWorkflows(address: string, namespace: string): Promise<number> {
  const connection = await connectClient({ address });
  try {
    // A server's list lags behind its workflows.
    await sleep(1_500);
    return (await new Client({ connection, namespace }).workflow.count()).count;
  } finally {
    await connection.close();
  }
}
