import { totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createActivities } from '../activities/index.ts';
import { createDependencies } from '../infra/dependencies.ts';
import type { TemporalSession } from '../infra/temporal/open-temporal.ts';
import { locateCacheFolder } from '../infra/storage/cache-folder.ts';
import { startWorker } from '../infra/temporal/start-worker.ts';
import type { StartedWorker } from '../infra/temporal/start-worker.ts';
import { createRecommenderActivities } from '../packages/recommender/activities/index.ts';
import { createOnnxEngine } from '../packages/recommender/infra/onnx-engine.ts';
import { hasOnnxRuntime } from '../packages/recommender/infra/onnx-runtime.ts';
import { readTemporalConfig } from '../temporal.config.ts';

/** A worker in this process with the real dependencies; a module of its own, since what it imports is slow to load. */
export async function startWorkerHere(
  session: TemporalSession,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  saysServerGone = false,
): Promise<StartedWorker> {
  const config = readTemporalConfig(env);
  const { dataThreads: threads, trainingThreads, modelCallsPerSecond } = config.worker;
  const hasOwnRate = modelCallsPerSecond !== undefined;
  const deps = createDependencies({ env, memoryLimitMb: chooseMemoryLimitMb(), threads, hasOwnRate });
  return startWorker({
    session,
    config,
    activities: {
      ...createActivities(deps),
      ...createRecommenderActivities({ ...deps, createEngine: () => createOnnxEngine(trainingThreads) }),
    },
    trains: hasOnnxRuntime(),
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    bundleCacheFolder: join(locateCacheFolder(env), 'workflow-bundles'),
    say,
    saysServerGone,
  });
}

/** A quarter of what this process may use, so that two data activities and the server fit beside each other. */
function chooseMemoryLimitMb(): number {
  const constrained = process.constrainedMemory();
  const available = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return Math.max(512, Math.floor(available / 4 / 1024 / 1024));
}
