import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '../../../infra/storage/exclusive-lock.ts';
import { identifyProcess, identifyThisProcess, isAlive } from '../../../infra/storage/process-identity.ts';
import { withFolder } from '../local-server/server-under-test.ts';

describe('withLock', () => {
  it('lets one work at a time, and leaves no file', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'lock');
      let [inside, most] = [0, 0];
      const work = (): Promise<void> =>
        withLock(path, { timeoutMs: 10_000 }, async () => {
          inside += 1;
          most = Math.max(most, inside);
          await sleep(5);
          inside -= 1;
        });
      await Promise.all(Array.from({ length: 6 }, work));
      assert.equal(most, 1);
      await assert.rejects(access(path), { code: 'ENOENT' });
    });
  });

  it('gives up on a living owner after the timeout, naming it', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'lock');
      const waited: number[] = [];
      await withLock(path, { timeoutMs: 0 }, async () => {
        const second = withLock(path, { timeoutMs: 100, onWait: (pid) => waited.push(pid) }, async () => 'inside');
        await assert.rejects(second, { name: 'ServerUnavailable', message: new RegExp(`process ${process.pid}`, 'u') });
      });
      assert.deepEqual(waited, [process.pid]);
    });
  });

  it('takes over the lock of a process that has ended, once, when several find it', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'lock');
      await writeFile(path, JSON.stringify({ ...(await endedProcess()), nonce: 'left' }));
      const order: string[] = [];
      await Promise.all(
        ['a', 'b', 'c'].map((name) =>
          withLock(path, { timeoutMs: 5_000 }, async () => {
            order.push(`${name} in`);
            await sleep(20);
            order.push(`${name} out`);
          }),
        ),
      );
      const names = order.filter((_, index) => index % 2 === 0).map((entry) => entry.slice(0, 1));
      assert.deepEqual(
        order,
        names.flatMap((name) => [`${name} in`, `${name} out`]),
      );
    });
  });

  it('takes over a lock left half-written, though not a fresh one', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'lock');
      await writeFile(path, '{"pid":');
      await assert.rejects(
        withLock(path, { timeoutMs: 100 }, async () => 'inside'),
        { name: 'ServerUnavailable' },
      );
      assert.equal(await readFile(path, 'utf8'), '{"pid":');
      await utimes(path, new Date(0), new Date(0));
      assert.equal(await withLock(path, { timeoutMs: 100 }, async () => 'inside'), 'inside');
    });
  });

  it('is released when the work throws', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'lock');
      const failing = withLock(path, { timeoutMs: 0 }, async () => {
        throw new Error('the work');
      });
      await assert.rejects(failing, { message: 'the work' });
      assert.equal(await withLock(path, { timeoutMs: 0 }, async () => 'inside'), 'inside');
    });
  });
});

describe('process identity', () => {
  it('knows this process, and neither an ended one nor a pid that is used again', async () => {
    const own = identifyThisProcess();
    assert.equal(isAlive(own), true);
    assert.equal(isAlive({ ...own, startedAt: 'an earlier time' }), false);
    assert.equal(isAlive(await endedProcess()), false);
  });
});

async function endedProcess(): Promise<{ pid: number; startedAt: string }> {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  const identity = child.pid === undefined ? undefined : identifyProcess(child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok(identity !== undefined);
  return identity;
}
