import { Context } from '@temporalio/activity';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setActivityRate } from '../../../infra/temporal/set-activity-rate.ts';
import { startServerAndWorker } from '../../doubles/server-and-worker.ts';
import { createServerEnv, needServerBinary, withFolder } from '../local-server/server-under-test.ts';

const workflowsPath = fileURLToPath(new URL('workflows/echo-on-both-queues.ts', import.meta.url));
const activities = {
  nameTaskQueue: async (): Promise<string> => Context.current().info.taskQueue,
};

describe('startWorker', function () {
  this.timeout(180_000);
  before(async function () {
    await needServerBinary(this);
  });

  it('keeps the rate of model calls that its config or the server’s own setting says', async () => {
    await withFolder(async (folder) => {
      const env = { ...createServerEnv(), CONVREC_MODEL_CALLS_PER_SECOND: '10' };
      const { client, taskQueues, close } = await startServerAndWorker({
        stateFolder: join(folder, '.temporal'),
        env,
        activities,
        workflowsPath: fileURLToPath(new URL('workflows/call-often.ts', import.meta.url)),
      });
      const taskQueue = taskQueues.model;
      const measureSeconds = async (calls: number): Promise<number> => {
        const startedMs = performance.now();
        const workflowId = `${calls} calls`;
        await client.workflow.execute('callOften', {
          taskQueue: taskQueues.dialogs,
          workflowId,
          args: [{ taskQueue, calls }],
        });
        return (performance.now() - startedMs) / 1000;
      };
      // A second's worth may go at once.
      const atTen = await measureSeconds(30);
      assert.ok(atTen > 1.5, `30 calls at 10 a second took ${atTen} s`);
      await setActivityRate(client, { taskQueue, perSecond: 1000 });
      const atThousand = await measureSeconds(31);
      assert.ok(atThousand < atTen / 2, `31 calls at 1,000 a second took ${atThousand} s`);
      await close();
    });
  });

  it('works on both task queues, and shuts down without a word', async () => {
    await withFolder(async (folder) => {
      const env = createServerEnv();
      const lines: string[] = [];
      const { client, taskQueues, worker, close } = await startServerAndWorker({
        stateFolder: join(folder, '.temporal'),
        env,
        activities,
        workflowsPath,
        say: (line) => lines.push(line),
      });
      const queues: unknown = await client.workflow.execute('echoOnBothQueues', {
        taskQueue: taskQueues.dialogs,
        workflowId: 'echo',
        args: [taskQueues.data],
      });
      assert.deepEqual(queues, [taskQueues.dialogs, taskQueues.dialogs, taskQueues.data]);
      await worker.shutdown();
      await worker.shutdown();
      await worker.run;
      assert.deepEqual(lines, []);
      await close();
    });
  });
});
