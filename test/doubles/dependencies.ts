import { anyEndpoint } from './any-endpoint.ts';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noMeter } from '../../activities/meter.ts';
import type { Dependencies, RunFolder, Realizer } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { createEmbedder } from '../../infra/model/openai-embedder.ts';
import { sourceInputs } from '../../infra/inputs/source-inputs.ts';
import { openParts } from '../../infra/threads/open-parts.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';

export interface TestRun {
  deps: Dependencies;
  run: RunFolder;
  heartbeats: unknown[];
  remove(): Promise<void>;
}

/** Real dependencies over a fresh run folder, below a name that patterns and SQL would stumble over; `config` is the part that differs from the defaults. */
export async function createTestRun(config: object = {}, realizer?: Realizer): Promise<TestRun> {
  const runsRoot = await mkdtemp(join(tmpdir(), 'convrec [a] tést-'));
  const ref = { runId: 'test-run', runsRoot };
  const run = openRunFolder(ref);
  await mkdir(run.path('relations'), { recursive: true });
  await writeFile(run.path('config.json'), JSON.stringify(RunConfigSchema.parse(config)));
  await run.writeManifest({ runId: ref.runId, configHash: '0', seed: 1, versions: {}, status: 'running', stages: [] });
  const heartbeats: unknown[] = [];
  const deps: Dependencies = {
    openRun: openRunFolder,
    withDatabase: (_run, work) => withDatabase({ memoryLimitMb: 1024, threads: 2 }, work),
    openParts: (opened) => openParts(opened, 2),
    readSql,
    inputs: sourceInputs,
    createRealizer: () => {
      if (realizer === undefined) throw new Error('this test gave no realizer');
      return realizer;
    },
    recallAnswer: () => Promise.resolve(undefined),
    createJudge: () => {
      throw new Error('this test gave no judge');
    },
    createEmbedder: (given) => createEmbedder(given, {}, anyEndpoint),
    fetchHistory: () => Promise.reject(new Error('this test gave no Temporal server')),
    isPaced: () => Promise.resolve(false),
    meter: noMeter,
    nowMs: () => Date.now(),
    heartbeat: (details) => heartbeats.push(details),
    cancellation: () => new AbortController().signal,
  };
  return { deps, run, heartbeats, remove: () => rm(runsRoot, { recursive: true, force: true }) };
}
