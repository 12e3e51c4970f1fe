import { Client } from '@temporalio/client';
import assert from 'node:assert/strict';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findServerProblems } from '../../../infra/local-server/find-server-problems.ts';
import type { LeaseHolder } from '../../../infra/local-server/leases.ts';
import { openTemporal, type TemporalSession } from '../../../infra/temporal/open-temporal.ts';
import { identifyProcess, isAlive } from '../../../infra/storage/process-identity.ts';
import { findServerProcesses } from '../../../infra/local-server/server-process.ts';
import { locateStateFolder } from '../../../infra/local-server/state-folder.ts';
import { readServerState, stopServer } from '../../../infra/local-server/stop-server.ts';
import { killOtherProcesses, openInOtherProcess } from '../local-server/other-process.ts';
import { createServerEnv, needServerBinary, withFolder } from '../local-server/server-under-test.ts';

/** Start, use and stop of a real server take a few seconds each on a busy machine. */
const timeoutMs = 60_000;

describe('openTemporal', function () {
  this.timeout(timeoutMs);
  before(async function () {
    await needServerBinary(this);
  });

  it('starts one server for all who open at once, and the last one out stops it', async () => {
    await withRuns(async (runs) => {
      const stateFolder = join(runs, '.temporal');
      const lines: string[] = [];
      const open = (): Promise<TemporalSession> =>
        openTemporal({ stateFolder, env: createServerEnv(), say: (line) => lines.push(line) });
      const [one, two, other] = await Promise.all([open(), open(), openInOtherProcess(stateFolder)]);
      assert.equal([one, two, other].filter(({ startedByUs }) => startedByUs).length, 1);
      assert.equal(new Set([one.address, two.address, other.address]).size, 1);
      assert.match(one.address, /^127\.0\.0\.1:\d+$/u);
      assert.equal((await listServers(stateFolder)).length, 1);
      const { users } = await readServerState(stateFolder);
      assertSamePids(
        users.map(({ pid }) => pid),
        [process.pid, process.pid, other.pid],
      );

      const said = await other.close();
      assert.match(said.at(-1) ?? '', /left running for process/u);
      await one.close();
      await one.close();
      assert.equal((await listServers(stateFolder)).length, 1);
      await two.close();
      assert.deepEqual(await listServers(stateFolder), []);
      assert.match(lines.at(-1) ?? '', /stopped/u);
    });
  });

  it('keeps a workflow over a restart and over a crash of the server, on the same ports while they are free', async () => {
    await withRuns(async (runs) => {
      const stateFolder = join(runs, '.temporal');
      const env = { ...createServerEnv(), OPENAI_API_KEY: 'a key' };
      const open = (): Promise<TemporalSession> => openTemporal({ stateFolder, env, say: () => {}, withUi: true });
      const first = await open();
      await assertOnItsOwn(stateFolder);
      await startNeverWorkedOn(first);
      await first.close();

      const second = await open();
      assert.equal(second.startedByUs, true);
      assert.deepEqual([second.address, second.uiAddress], [first.address, first.uiAddress]);
      assert.equal(await describeStatus(second), 'RUNNING');

      await killServers(stateFolder);
      const third = await withPortTaken(Number(second.address.split(':')[1]), open);
      assert.equal(third.startedByUs, true);
      assert.notEqual(third.address, second.address);
      assert.equal(third.uiAddress, second.uiAddress);
      assert.equal(await describeStatus(third), 'RUNNING');
      await second.close();
      await third.close();
      assert.deepEqual(await listServers(stateFolder), []);
    });
  });

  it('joins the server whose owner was killed, and stops it when the last one exits without closing', async () => {
    await withRuns(async (runs) => {
      const stateFolder = join(runs, '.temporal');
      const owner = await openInOtherProcess(stateFolder);
      await owner.kill();
      const lines: string[] = [];
      const session = await openTemporal({ stateFolder, env: createServerEnv(), say: (line) => lines.push(line) });
      assert.equal(session.startedByUs, false);
      assert.equal(session.address, owner.address);
      assert.match(lines[0] ?? '', /Removed 1 stale lease/u);

      const checks = await findServerProblems({ stateFolder, env: createServerEnv() });
      assert.deepEqual(
        checks.filter(({ ok }) => !ok),
        [],
      );
      assert.match(checks.at(-1)?.detail ?? '', /answers, no UI, used by 1 process/u);

      const other = await openInOtherProcess(stateFolder);
      const { stopped, usedBy } = await stopServer(stateFolder);
      assert.equal(stopped, false);
      assertSamePids(usedBy, [process.pid, other.pid]);
      await session.close();
      assert.equal((await listServers(stateFolder)).length, 1);
      await other.exit();
      await waitForNoServer(stateFolder);
    });
  });

  it('knows that another folder’s server has taken the port of its own, and does not join it', async () => {
    await withRuns(async (runs) => {
      const env = createServerEnv();
      const open = (name: string): Promise<TemporalSession> =>
        openTemporal({ stateFolder: join(runs, name), env, say: () => {} });
      const here = await open('here');
      const port = Number(here.address.split(':')[1]);
      await killServers(join(runs, 'here'));
      assert.equal(await here.isOther(), false, 'nobody answers');
      const there = await openAtPort(join(runs, 'there'), port);
      assert.equal(await here.isOther(), true);
      const again = await open('here');
      assert.notEqual(again.address, here.address);
      assert.equal(await again.isOther(), false);
      await Promise.all([again.close(), there.close(), here.close()]);
    });
  });

  it('uses a given address only, and two folders have two servers', async () => {
    await withRuns(async (runs) => {
      const env = createServerEnv();
      const open = (name: string, holder: LeaseHolder): Promise<TemporalSession> =>
        openTemporal({ stateFolder: join(runs, name), env, say: () => {}, holder });
      const [here, there] = await Promise.all([open('here', 'run'), open('there', 'server')]);
      assert.notEqual(here.address, there.address);

      const stateFolder = join(runs, 'third');
      const given = { ...env, TEMPORAL_ADDRESS: here.address };
      const session = await openTemporal({ stateFolder, env: given, say: () => {} });
      assert.deepEqual([session.address, session.startedByUs, session.uiAddress], [here.address, false, undefined]);
      await session.close();
      assert.deepEqual(await readdir(stateFolder), ['identity.json'], 'its queues are its own on a shared server too');
      assert.equal(new Set([here, there, session].map(({ taskQueues }) => taskQueues.model)).size, 3);
      assert.notEqual(here.namespace, there.namespace);
      assert.equal((await listServers(join(runs, 'here'))).length, 1, 'a given server is left alone');
      await assert.rejects(
        openTemporal({ stateFolder, env: { ...given, TEMPORAL_NAMESPACE: 'nowhere' }, say: () => {} }),
        {
          name: 'ServerUnavailable',
          message: /has no namespace nowhere/u,
        },
      );
      assert.deepEqual(await stopServer(join(runs, 'here')), { stopped: false, usedBy: [process.pid] });
      assert.deepEqual(
        await Promise.all([stopServer(join(runs, 'here'), { force: true }), stopServer(join(runs, 'there'))]),
        [
          { stopped: true, usedBy: [process.pid] },
          { stopped: true, usedBy: [] },
        ],
      );
      await Promise.all([here.close(), there.close()]);
    });
  });
});

describe('openTemporal without a server', () => {
  it('says that a given address does not answer, and starts nothing', async function () {
    this.timeout(timeoutMs);
    await withRuns(async (runs) => {
      const stateFolder = join(runs, '.temporal');
      const env = { ...createServerEnv(), TEMPORAL_ADDRESS: '127.0.0.1:1' };
      const [checks] = await Promise.all([
        findServerProblems({ stateFolder, env, reachTimeoutMs: 2_000 }),
        assert.rejects(openTemporal({ stateFolder, env, say: () => {}, reachTimeoutMs: 2_000 }), {
          name: 'ServerUnavailable',
          message: /127\.0\.0\.1:1 cannot be reached/u,
        }),
      ]);
      assert.deepEqual(
        checks.filter(({ ok }) => !ok).map(({ check }) => check),
        ['Temporal server'],
      );
      await assert.rejects(access(stateFolder), { code: 'ENOENT' });
    });
  });
});

/** Ends what a failed test left, so that mocha can end. */
async function withRuns(work: (runs: string) => Promise<void>): Promise<void> {
  await withFolder(async (runs) => {
    try {
      await work(runs);
    } finally {
      killOtherProcesses();
      for (const name of await readdir(runs)) await stopServer(join(runs, name), { force: true });
    }
  });
}

async function listServers(stateFolder: string): Promise<number[]> {
  return findServerProcesses(await locateStateFolder(stateFolder));
}

async function killServers(stateFolder: string): Promise<void> {
  const servers = (await listServers(stateFolder)).flatMap((pid) => identifyProcess(pid) ?? []);
  assert.ok(servers.length > 0);
  for (const { pid } of servers) process.kill(pid, 'SIGKILL');
  while (servers.some(isAlive)) await sleep(20);
}

/** Another folder's server, whose last port was this one. */
async function openAtPort(stateFolder: string, port: number): Promise<TemporalSession> {
  await mkdir(stateFolder);
  const state = { pid: 1, address: `127.0.0.1:${port}`, uiAddress: null, binary: '', startedByPid: 1, stopping: false };
  await writeFile(join(stateFolder, 'server.json'), JSON.stringify(state));
  const session = await openTemporal({ stateFolder, env: createServerEnv(), say: () => {} });
  assert.equal(session.address, state.address);
  return session;
}

function assertSamePids(actual: readonly number[], expected: readonly number[]): void {
  assert.deepEqual(actual.toSorted(byNumber), expected.toSorted(byNumber));
}

function byNumber(a: number, b: number): number {
  return a - b;
}

/** No key in its environment, and out of reach of a terminal's Ctrl+C; only Linux shows another process's environment. */
async function assertOnItsOwn(stateFolder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const [pid] = await listServers(stateFolder);
  assert.doesNotMatch(await readFile(`/proc/${pid}/environ`, 'utf8'), /a key/u);
  const [, , group] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  assert.equal(Number(group), pid);
}

async function waitForNoServer(stateFolder: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while ((await listServers(stateFolder)).length > 0) {
    assert.ok(Date.now() < deadline, 'the server still runs');
    await sleep(50);
  }
}

async function withClient<T>(session: TemporalSession, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await session.connect();
  try {
    return await work(new Client({ connection, namespace: session.namespace }));
  } finally {
    await connection.close();
  }
}

async function startNeverWorkedOn(session: TemporalSession): Promise<void> {
  await withClient(session, (client) =>
    client.workflow.start('neverWorkedOn', { taskQueue: 'nobody', workflowId: 'a workflow' }),
  );
}

async function describeStatus(session: TemporalSession): Promise<string> {
  return withClient(session, async (client) => (await client.workflow.getHandle('a workflow').describe()).status.name);
}

async function withPortTaken<T>(port: number, work: () => Promise<T>): Promise<T> {
  const taker = createServer();
  await new Promise<void>((resolve, reject) => {
    taker.once('error', (error: NodeJS.ErrnoException) => {
      // Somebody else was quicker, which is as good.
      if (error.code === 'EADDRINUSE') resolve();
      else reject(error);
    });
    taker.listen(port, '127.0.0.1', resolve);
  });
  try {
    return await work();
  } finally {
    taker.close();
  }
}
