import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createIsPaced } from '../../../infra/temporal/read-activity-rate.ts';
import { setActivityRate } from '../../../infra/temporal/set-activity-rate.ts';
import { startServerAndWorker } from '../../doubles/server-and-worker.ts';
import { createServerEnv, needServerBinary, withFolder } from '../local-server/server-under-test.ts';

describe('whether a task queue is paced', function () {
  this.timeout(180_000);
  before(async function () {
    await needServerBinary(this);
  });

  it('is asked of the server by an activity, and known where the worker itself brings a rate', async () => {
    await withFolder(async (folder) => {
      const env = createServerEnv();
      let hasOwnRate = false;
      const { client, taskQueues, close } = await startServerAndWorker({
        stateFolder: join(folder, '.temporal'),
        env,
        // A new one each time: what it knows of a queue holds for some seconds.
        activities: { nameTaskQueue: async () => String(await createIsPaced(hasOwnRate)()) },
        workflowsPath: fileURLToPath(new URL('workflows/echo-on-both-queues.ts', import.meta.url)),
      });
      const taskQueue = taskQueues.data;
      /** Answers to an activity on the workflow's own queue, and of one on the queue whose rate is set. */
      const answers: unknown[] = [];
      const ask = async (): Promise<void> => {
        const [_queue, ...told] = await client.workflow.execute<(queue: string) => Promise<string[]>>(
          'echoOnBothQueues',
          { taskQueue: taskQueues.dialogs, workflowId: `asked ${answers.length}`, args: [taskQueue] },
        );
        answers.push(told);
      };
      await ask();
      await setActivityRate(client, { taskQueue, perSecond: 50 });
      await ask();
      await setActivityRate(client, { taskQueue, perSecond: null });
      await ask();
      hasOwnRate = true;
      await ask();
      await close();
      assert.deepEqual(answers, [
        ['false', 'false'],
        ['false', 'true'],
        ['false', 'false'],
        ['true', 'true'],
      ]);
    });
  });
});
