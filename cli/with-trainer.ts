import { Client } from '@temporalio/client';
import { openTemporal } from '../infra/temporal/open-temporal.ts';
import { checkOnnxRuntime } from '../packages/recommender/infra/onnx-runtime.ts';
import type { TrainingQueues } from '../workflows/train-recommender.ts';
import type { Context } from './context.ts';
import { stateFolderOf } from './context.ts';
import { listenForInterruption } from './interruption.ts';
import { repeatCommand } from './repeat-command.ts';

export interface Trainer {
  client: Client;
  /** Task queue of workflows. */
  taskQueue: string;
  queues: TrainingQueues;
  /** Aborted when a person interrupts, or the worker here is lost. */
  signal: AbortSignal;
}

/**
 * A server, and a worker in this process unless others work, while `work` follows a training. `work` answers undefined where it was stopped;
 * the training then goes on when the same command is given again. Throws InvalidRunConfig where the worker here could not train.
 */
export async function withTrainer<T>(
  { runsRoot, withWorker, context }: { runsRoot: string; withWorker: boolean; context: Context },
  work: (trainer: Trainer) => Promise<T | undefined>,
): Promise<T> {
  if (withWorker) checkOnnxRuntime();
  const { env, terminal } = context;
  const say = terminal.note;
  const interruption = listenForInterruption();
  const session = await interruption.during(openTemporal({ stateFolder: stateFolderOf(runsRoot), env, say }));
  try {
    const client = new Client({ connection: await session.connect(), namespace: session.namespace });
    const { taskQueues } = session;
    const worker = withWorker
      ? await (await import('./start-worker-here.ts')).startWorkerHere({ session, env, say, runsRoot })
      : undefined;
    const lost = new AbortController();
    // A worker that fails would leave the training waiting for ever.
    worker?.run.catch(() => lost.abort());
    try {
      const done = await work({
        client,
        taskQueue: taskQueues.dialogs,
        queues: { dataTaskQueue: taskQueues.data, trainingTaskQueue: taskQueues.training },
        signal: AbortSignal.any([interruption.signal, lost.signal]),
      });
      if (done !== undefined) return done;
      if (lost.signal.aborted) await worker?.run;
      say(`Stopped. What is trained is kept; go on with:\n  ${repeatCommand(context, [])}`);
      interruption.signal.throwIfAborted();
      throw new Error('the training ended without a result');
    } finally {
      if (!lost.signal.aborted) await worker?.shutdown().catch(() => {});
    }
  } finally {
    await session.close();
    interruption.stopListening();
  }
}
