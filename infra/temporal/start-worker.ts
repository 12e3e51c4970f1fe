import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { TemporalConfig } from '../../temporal.config.ts';
import { bundleWorkflows } from './bundle-workflows.ts';
import type { LogMode } from '../log/log-mode.ts';
import type { Say } from '../say.ts';
import type { TemporalSession } from './open-temporal.ts';
import { installQuietRuntime } from './quiet-runtime.ts';

export interface WorkerRequest {
  session: TemporalSession;
  config: TemporalConfig;
  activities: object;
  /** The module whose exported functions are the workflows, e.g. the path of workflows/index.ts. */
  workflowsPath: string;
  /** Where the bundle of the workflows is kept between starts; without it every start makes the bundle. */
  bundleCacheFolder?: string;
  /** Gets the SDK's warnings, one line each. */
  say: Say;
  /** False where no recommender can be trained in this process: trainings are left to other workers. */
  trains?: boolean;
  /** Says once a minute that the server is gone; for a worker beside which nobody follows a run. */
  saysServerGone?: boolean;
  /** Whether `say` gets a line at the start and end of each step too. */
  logMode?: LogMode;
}

export interface StartedWorker {
  /** Settles when the worker has stopped; rejects when it failed, or had to give up an activity at a shutdown. */
  run: Promise<void>;
  /** `ready` while all of its queues are polled, `stopping` from a shutdown on, `failed` where one of its queues is lost. */
  state(): 'ready' | 'stopping' | 'failed';
  /** Takes no more work, lets running activities finish within the grace time, then cancels them. May be called again. */
  shutdown(): Promise<void>;
}

/** After its cancellation an activity has this long before the worker stops without it. */
const forceSeconds = 10;

/**
 * Polls the task queues in this process: workflows and short activities on one, activities over whole relations, model calls and trainings
 * on one each, with limits of their own. Returns once the workflows are bundled and the connection stands.
 */
export async function startWorker(request: WorkerRequest): Promise<StartedWorker> {
  const connection = await request.session.nativeConnect();
  const { saysServerGone = false, logMode = 'off' } = request;
  installQuietRuntime(request.say, { saysServerGone, logMode });
  let workers: Worker[];
  try {
    workers = await createWorkers(request, connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const run = runTogether(workers, connection);
  // The caller may look at `run` much later; until then a failure must neither end the process nor go unseen.
  run.catch((error: unknown) => {
    request.say(`The worker stopped: ${error instanceof Error ? error.message : String(error)}`);
  });
  return {
    run,
    state: () => stateOf(workers),
    shutdown: async () => {
      stopAll(workers);
      await run;
    },
  };
}

async function createWorkers(
  { session, config, activities, workflowsPath, bundleCacheFolder, say, trains = true }: WorkerRequest,
  connection: NativeConnection,
) {
  const { worker } = config;
  const { taskQueues } = session;
  const shared = {
    connection,
    namespace: session.namespace,
    activities,
    shutdownGraceTime: worker.shutdownGraceSeconds * 1000,
    shutdownForceTime: (worker.shutdownGraceSeconds + forceSeconds) * 1000,
  } satisfies Partial<WorkerOptions>;
  const dialogs = await Worker.create({
    ...shared,
    taskQueue: taskQueues.dialogs,
    workflowBundle: await bundleWorkflows(workflowsPath, bundleCacheFolder, say),
    maxConcurrentWorkflowTaskExecutions: worker.maxWorkflowTasks,
    maxConcurrentActivityTaskExecutions: worker.maxActivities,
    maxConcurrentLocalActivityExecutions: worker.maxLocalActivities,
    maxCachedWorkflows: worker.maxCachedWorkflows,
  });
  const workers = [dialogs];
  const isPolled = (taskQueue: string): boolean => workers.some(({ options }) => options.taskQueue === taskQueue);
  if (!isPolled(taskQueues.data)) {
    workers.push(
      await Worker.create({
        ...shared,
        taskQueue: taskQueues.data,
        maxConcurrentActivityTaskExecutions: worker.maxDataActivities,
      }),
    );
  }
  if (!isPolled(taskQueues.model)) {
    workers.push(
      await Worker.create({
        ...shared,
        taskQueue: taskQueues.model,
        maxConcurrentActivityTaskExecutions: worker.maxModelCalls,
        ...(worker.modelCallsPerSecond === undefined
          ? {}
          : { maxTaskQueueActivitiesPerSecond: worker.modelCallsPerSecond }),
      }),
    );
  }
  if (trains && !isPolled(taskQueues.training)) {
    workers.push(
      await Worker.create({
        ...shared,
        taskQueue: taskQueues.training,
        maxConcurrentActivityTaskExecutions: worker.maxTrainings,
      }),
    );
  }
  return workers;
}

/** When one ends or fails, so do the others: half a worker would leave a run waiting for ever. */
async function runTogether(workers: readonly Worker[], connection: NativeConnection): Promise<void> {
  const runs = workers.map(async (worker) => {
    try {
      await worker.run();
    } finally {
      stopAll(workers);
    }
  });
  const outcomes = await Promise.allSettled(runs);
  await connection.close();
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

function stateOf(workers: readonly Worker[]): ReturnType<StartedWorker['state']> {
  const states = workers.map((worker) => worker.getState());
  if (states.includes('FAILED')) return 'failed';
  return states.every((state) => state === 'RUNNING') ? 'ready' : 'stopping';
}

function stopAll(workers: readonly Worker[]): void {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
}
