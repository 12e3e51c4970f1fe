import { mkdir } from 'node:fs/promises';
import { noMeter } from '../activities/meter.ts';
import type { Meter } from '../activities/meter.ts';
import { Context, asyncLocalStorage, heartbeat } from '@temporalio/activity';
import type { Dependencies } from '../activities/dependencies.ts';
import { oncePer } from '../studio/once-per.ts';
import { createGarbageCollector } from './duckdb/collect-garbage.ts';
import { memoryLimitFor } from './duckdb/memory-limit.ts';
import { withDatabase } from './duckdb/open-database.ts';
import { createEmbedder } from './model/openai-embedder.ts';
import { sourceInputs } from './inputs/source-inputs.ts';
import type { CheckEndpoint } from './model/allowed-endpoints.ts';
import { createChatModels } from './model/chat-models.ts';
import { createJudge } from './model/create-judge.ts';
import { createRealizer } from './model/create-realizer.ts';
import { createRecallAnswer } from './model/recall-answer.ts';
import { openParts } from './threads/open-parts.ts';
import { createOpenRun, goneFolder } from './storage/run-folder.ts';
import { readSql } from './storage/sql-files.ts';
import { createFetchHistory } from './temporal/fetch-history.ts';
import { createIsPaced } from './temporal/read-activity-rate.ts';

export interface DependenciesOptions {
  env: NodeJS.ProcessEnv;
  /** The folder of runs; what a workflow names outside it is refused. */
  runsRoot: string;
  /** What a workflow names beyond the endpoints that this process was started for is refused. */
  checkEndpoint: CheckEndpoint;
  /** DuckDB's memory limit in MiB for one data activity, at most. */
  memoryLimitMb: number;
  /** Threads that make the parts of a relation side by side. */
  threads: number;
  /** Whether the worker itself brings a rate for model calls. */
  hasOwnRate?: boolean;
  /** Counts for the worker's metrics; without one nothing is counted. */
  meter?: Meter;
}

/** One a process, as its garbage is. */
const collectGarbage = createGarbageCollector();

/** The real things behind the activities of a worker. */
export function createDependencies({
  env,
  runsRoot,
  checkEndpoint,
  memoryLimitMb,
  threads,
  hasOwnRate = false,
  meter = noMeter,
}: DependenciesOptions): Dependencies {
  const findChatModel = createChatModels(env, checkEndpoint, meter);
  const openRun = createOpenRun(runsRoot);
  return {
    openRun,
    async withDatabase(run, work) {
      if (!(await run.isThere())) throw goneFolder(run.folder);
      const spillFolder = run.path('work/spill');
      await mkdir(spillFolder, { recursive: true });
      await mkdir(run.path('relations'), { recursive: true });
      const reviewsBytes = await run.sizeOf('relations/reviews.parquet');
      const tries = asyncLocalStorage.getStore()?.info.attempt ?? 1;
      collectGarbage();
      const limit = memoryLimitFor({ reviewsBytes, tries, mostMb: memoryLimitMb });
      return withDatabase({ memoryLimitMb: limit, spillFolder }, work);
    },
    openParts: (run) => openParts(run, threads),
    readSql,
    inputs: sourceInputs,
    createRealizer: oncePer((config) => createRealizer(config, findChatModel)),
    recallAnswer: createRecallAnswer({ openRun }),
    createJudge: (settings) => createJudge(settings, findChatModel),
    createEmbedder: (config) => createEmbedder(config, env, checkEndpoint),
    fetchHistory: createFetchHistory(),
    isPaced: createIsPaced(hasOwnRate),
    meter,
    nowMs: () => Date.now(),
    heartbeat,
    cancellation: () => Context.current().cancellationSignal,
  };
}
