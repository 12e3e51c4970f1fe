import { totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Runtime } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { noMeter } from '../activities/meter.ts';
import { createDependencies } from '../infra/dependencies.ts';
import { createCheckEndpoint, readAllowedEndpoints } from '../infra/model/allowed-endpoints.ts';
import type { AllowedEndpoint } from '../infra/model/allowed-endpoints.ts';
import {
  approveEndpoints,
  findApprovedEndpoints,
  findInterruptedEndpoints,
} from '../infra/model/approved-endpoints.ts';
import { readLogMode } from '../infra/log/log-mode.ts';
import { ownModule } from '../infra/own-module.ts';
import type { TemporalSession } from '../infra/temporal/open-temporal.ts';
import { locateCacheFolder } from '../infra/storage/cache-folder.ts';
import { installQuietRuntime } from '../infra/temporal/quiet-runtime.ts';
import { startWorker } from '../infra/temporal/start-worker.ts';
import type { StartedWorker } from '../infra/temporal/start-worker.ts';
import { healthSetting, metricsSetting, readListenAddress } from '../infra/telemetry/listen-address.ts';
import { serveHealth } from '../infra/telemetry/serve-health.ts';
import { createStudioMeter } from '../infra/telemetry/studio-meter.ts';
import { createRecommenderActivities } from '../packages/recommender/activities/index.ts';
import { createOnnxEngine } from '../packages/recommender/infra/onnx-engine.ts';
import { hasOnnxRuntime } from '../packages/recommender/infra/onnx-runtime.ts';
import { readTemporalConfig } from '../temporal.config.ts';
import { stateFolderOf } from './context.ts';

export interface WorkerHere {
  session: TemporalSession;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  /** The only folder that it works in. */
  runsRoot: string;
  /** What the command was started for, beside what the environment allows every worker. */
  endpoints?: readonly AllowedEndpoint[];
  saysServerGone?: boolean;
}

/**
 * A worker in this process with the real dependencies, its metrics and its health where the environment names ports for them; a module of its own,
 * since what it imports is slow to load.
 */
export async function startWorkerHere({
  session,
  env,
  say,
  runsRoot,
  endpoints = [],
  saysServerGone = false,
}: WorkerHere): Promise<StartedWorker> {
  const config = readTemporalConfig(env);
  const logMode = readLogMode(env);
  const metrics = readListenAddress(env, metricsSetting);
  const healthAt = readListenAddress(env, healthSetting);
  installQuietRuntime(say, { saysServerGone, logMode, metrics });
  const meter = metrics === undefined ? noMeter : createStudioMeter(Runtime.instance().metricMeter);
  let started: StartedWorker | undefined;
  const health =
    healthAt === undefined
      ? undefined
      : await serveHealth(healthAt, {
          state: () => started?.state() ?? 'starting',
          findProblem: () => session.findProblem(),
        });
  const { dataThreads: threads, trainingThreads, modelCallsPerSecond } = config.worker;
  const hasOwnRate = modelCallsPerSecond !== undefined;
  const stateFolder = stateFolderOf(runsRoot);
  const checkEndpoint = createCheckEndpoint([...endpoints, ...readAllowedEndpoints(env)], {
    findApproved: () => findApprovedEndpoints(stateFolder),
    findInterrupted: () => findInterruptedEndpoints(stateFolder),
  });
  const takeBack = approveEndpoints(stateFolder, endpoints);
  const memoryLimitMb = chooseMemoryLimitMb();
  const deps = createDependencies({ env, runsRoot, checkEndpoint, memoryLimitMb, threads, hasOwnRate, meter });
  started = await startWorker({
    session,
    config,
    activities: {
      ...createActivities(deps),
      ...createRecommenderActivities({ ...deps, createEngine: () => createOnnxEngine(trainingThreads) }),
    },
    trains: hasOnnxRuntime(),
    workflowsPath: fileURLToPath(ownModule('../workflows/index.ts', import.meta.url)),
    bundleCacheFolder: join(locateCacheFolder(env), 'workflow-bundles'),
    say,
    saysServerGone,
    logMode,
  }).catch(async (error: unknown) => {
    takeBack();
    await health?.close();
    throw error;
  });
  void started.run.catch(() => {}).then(() => health?.close());
  return started;
}

/** A quarter of what this process may use, so that two data activities and the server fit beside each other. */
function chooseMemoryLimitMb(): number {
  const constrained = process.constrainedMemory();
  const available = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return Math.max(512, Math.floor(available / 4 / 1024 / 1024));
}
