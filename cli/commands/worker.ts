import { openTemporal } from '../../infra/temporal/open-temporal.ts';
import { readTemporalConfig } from '../../temporal.config.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot, stateFolderOf } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';

export interface WorkerOptions {
  runs?: string;
}

/** `convrec worker`: works on whatever runs the server has, until Ctrl+C. */
export async function worker(options: WorkerOptions, { env, terminal, ...rest }: Context): Promise<ExitCode> {
  const interruption = listenForInterruption();
  const { signal } = interruption;
  const stateFolder = stateFolderOf(resolveRunsRoot(options.runs, { env, terminal, ...rest }));
  const say = terminal.note;
  const session = await interruption.during(openTemporal({ stateFolder, env, say }));
  try {
    const { startWorkerHere } = await import('../start-worker-here.ts');
    const started = await startWorkerHere(session, env, say, true);
    const queues = Object.values(readTemporalConfig(env).taskQueues).join(', ');
    say(`Worker ready for ${queues} at ${session.address}. Ctrl+C ends it once its steps are done.`);
    const stop = (): void => {
      say('Stopping: running steps are finished first; Ctrl+C again ends at once.');
      // What a stop goes wrong with comes out of `run`, which is awaited below.
      started.shutdown().catch(() => {});
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    await started.run;
  } finally {
    await session.close();
  }
  return 0;
}
