import { StudioFailure } from '../../schemas/failure.ts';
import { openTemporal } from '../../infra/temporal/open-temporal.ts';
import {
  healthSetting,
  metricsSetting,
  readListenAddress,
  renderListenAddress,
} from '../../infra/telemetry/listen-address.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot, stateFolderOf } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';

export interface WorkerOptions {
  runs?: string;
  /** `[ADDRESS:]PORT` of its metrics. */
  metrics?: string;
  /** `[ADDRESS:]PORT` of its liveness and readiness. */
  health?: string;
}

/** A server that was lost may be replaced at its port by another folder's, which answers but has nothing for this worker. */
const watchMs = 10_000;

/** `convrec worker`: works on whatever runs the server has, until Ctrl+C. */
export async function worker(options: WorkerOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const env = withPorts(context.env, options);
  // Said before a server is started for it.
  const ports = [metricsSetting, healthSetting].flatMap((setting) => {
    const address = readListenAddress(env, setting);
    return address === undefined ? [] : [`${setting.what} at ${renderListenAddress(address)}`];
  });
  const interruption = listenForInterruption();
  const { signal } = interruption;
  const runsRoot = resolveRunsRoot(options.runs, context);
  const stateFolder = stateFolderOf(runsRoot);
  const say = terminal.note;
  const session = await interruption.during(openTemporal({ stateFolder, env, say }));
  try {
    const { startWorkerHere } = await import('../start-worker-here.ts');
    const started = await startWorkerHere({ session, env, say, runsRoot, saysServerGone: true });
    const queues = Object.values(session.taskQueues).join(', ');
    for (const port of ports) say(`Worker: ${port}.`);
    say(`Worker ready for ${queues} at ${session.address}. Ctrl+C ends it once its steps are done.`);
    const stop = (): void => {
      say('Stopping: running steps are finished first; Ctrl+C again ends at once.');
      // What a stop goes wrong with comes out of `run`, which is awaited below.
      started.shutdown().catch(() => {});
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    let isOther = false;
    const look = async (): Promise<void> => {
      if (!(await session.isOther())) return;
      isOther = true;
      await started.shutdown().catch(() => {});
    };
    const watch = setInterval(() => void look(), watchMs);
    await started.run.finally(() => clearInterval(watch));
    if (isOther) {
      throw new StudioFailure('ServerUnavailable', `another Temporal server answers at ${session.address} now`, {
        remedy:
          'This worker took nothing from it. Start the worker again: it finds or starts the server of its own folder.',
      });
    }
  } finally {
    await session.close();
  }
  return 0;
}

/** The environment with what the flags say. */
const withPorts = (env: NodeJS.ProcessEnv, { metrics, health }: WorkerOptions): NodeJS.ProcessEnv => ({
  ...env,
  ...(metrics === undefined ? {} : { [metricsSetting.variable]: metrics }),
  ...(health === undefined ? {} : { [healthSetting.variable]: health }),
});
