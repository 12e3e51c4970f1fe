import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { openTemporal } from '../../../infra/temporal/open-temporal.ts';
import { createIsPaced } from '../../../infra/temporal/read-activity-rate.ts';
import { setActivityRate } from '../../../infra/temporal/set-activity-rate.ts';
import { startWorker } from '../../../infra/temporal/start-worker.ts';
import { readTemporalConfig } from '../../../temporal.config.ts';
import { createServerEnv, needServerBinary, withFolder } from './server-under-test.ts';

describe('whether a task queue is paced', function () {
  this.timeout(60_000);
  before(async function () {
    await needServerBinary(this);
  });

  it('is asked of the server by an activity, and known where the worker itself brings a rate', async () => {
    await withFolder(async (folder) => {
      const env = createServerEnv();
      const config = readTemporalConfig(env);
      const session = await openTemporal({ stateFolder: join(folder, '.temporal'), env, say: () => {} });
      const connection = await session.connect();
      const client = new Client({ connection, namespace: session.namespace });
      let hasOwnRate = false;
      const worker = await startWorker({
        session,
        config,
        // A new one each time: what it knows of a queue holds for some seconds.
        activities: { nameTaskQueue: async () => String(await createIsPaced(hasOwnRate)()) },
        workflowsPath: fileURLToPath(new URL('workflows/echo-on-both-queues.ts', import.meta.url)),
        say: () => {},
      });
      const taskQueue = config.taskQueues.data;
      /** Of an activity on the workflow's own queue, and of one on the queue whose rate is set. */
      const answers: unknown[] = [];
      const ask = async (): Promise<void> => {
        const [_queue, ...told] = await client.workflow.execute<(queue: string) => Promise<string[]>>(
          'echoOnBothQueues',
          { taskQueue: config.taskQueues.dialogs, workflowId: `asked ${answers.length}`, args: [taskQueue] },
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
      await worker.shutdown();
      await connection.close();
      await session.close();
      assert.deepEqual(answers, [
        ['false', 'false'],
        ['false', 'true'],
        ['false', 'false'],
        ['true', 'true'],
      ]);
    });
  });
});
