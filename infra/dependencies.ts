import { mkdir } from 'node:fs/promises';
import { Context, heartbeat } from '@temporalio/activity';
import type { Dependencies } from '../activities/dependencies.ts';
import { withDatabase } from './duckdb/open-database.ts';
import { sourceInputs } from './inputs/source-inputs.ts';
import { createRealizer } from './model/create-realizer.ts';
import { openRunFolder } from './run-folder.ts';
import { readSql } from './sql-files.ts';

export interface DependenciesOptions {
  env: NodeJS.ProcessEnv;
  /** DuckDB's memory limit in MiB for one data activity. */
  memoryLimitMb: number;
}

/** The real things behind the activities of a worker. */
export function createDependencies({ env, memoryLimitMb }: DependenciesOptions): Dependencies {
  return {
    openRun: openRunFolder,
    async withDatabase(run, work) {
      const spillFolder = run.path('work/spill');
      await mkdir(spillFolder, { recursive: true });
      await mkdir(run.path('relations'), { recursive: true });
      return withDatabase({ memoryLimitMb, spillFolder }, work);
    },
    readSql,
    inputs: sourceInputs,
    createRealizer: (config) => createRealizer(config, env),
    nowMs: () => Date.now(),
    heartbeat,
    cancellation: () => Context.current().cancellationSignal,
  };
}
