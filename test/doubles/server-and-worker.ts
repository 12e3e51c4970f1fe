import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { openTemporal } from '../../infra/temporal/open-temporal.ts';
import { startWorker } from '../../infra/temporal/start-worker.ts';
import type { StartedWorker } from '../../infra/temporal/start-worker.ts';
import { readTemporalConfig } from '../../temporal.config.ts';
import type { TaskQueues } from '../../temporal.config.ts';

export interface ServerAndWorker {
  /** Address of the server. */
  address: string;
  namespace: string;
  client: Client;
  taskQueues: TaskQueues;
  worker: StartedWorker;
  close: () => Promise<void>;
}

interface ServerAndWorkerRequest {
  stateFolder: string;
  env: NodeJS.ProcessEnv;
  activities: object;
  /** The folder's own, unless told otherwise. */
  taskQueues?: TaskQueues;
  /** This project's, unless told otherwise. */
  workflowsPath?: string;
  /** Gets the worker's warnings. */
  say?: (line: string) => void;
}

/** A Temporal server, a worker in this process and a client. */
export async function startServerAndWorker({
  stateFolder,
  env,
  activities,
  taskQueues: given,
  workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
  say = () => {},
}: ServerAndWorkerRequest): Promise<ServerAndWorker> {
  const opened = await openTemporal({ stateFolder, env, say: () => {} });
  const session = { ...opened, taskQueues: given ?? opened.taskQueues };
  const config = readTemporalConfig(env);
  const worker = await startWorker({ session, config, activities, workflowsPath, say });
  const connection = await session.connect();
  return {
    address: session.address,
    namespace: session.namespace,
    client: new Client({ connection, namespace: session.namespace }),
    taskQueues: session.taskQueues,
    worker,
    async close() {
      await worker.shutdown();
      await connection.close();
      await session.close();
    },
  };
}

/** This project's workflows over a test's activities, all on one task queue; the server's state goes when it is closed. */
export async function startWorkflows(
  taskQueue: string,
  activities: object,
): Promise<Pick<ServerAndWorker, 'client' | 'close'>> {
  const stateFolder = await mkdtemp(join(tmpdir(), 'convrec-workflows-'));
  const { env } = process;
  const taskQueues = { dialogs: taskQueue, data: taskQueue, model: taskQueue, training: taskQueue };
  const { client, close } = await startServerAndWorker({ stateFolder, env, activities, taskQueues });
  return {
    client,
    async close() {
      await close();
      await rm(stateFolder, { recursive: true, force: true });
    },
  };
}
