import { anyEndpoint } from './any-endpoint.ts';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createActivities } from '../../activities/index.ts';
import { createDependencies } from '../../infra/dependencies.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { RunProgress } from '../../schemas/progress.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { findSearchAttributes } from '../../run/life/find-search-attributes.ts';
import { datasetInputOf } from '../../run/life/dataset-input.ts';
import type { TaskQueues } from '../../temporal.config.ts';
import { datasetWorkflowId } from '../../workflows/workflow-ids.ts';
import { startServerAndWorker } from './server-and-worker.ts';

export interface StudioProcess {
  runsRoot: string;
  /** Address of its Temporal server. */
  address: string;
  namespace: string;
  client: Client;
  taskQueues: TaskQueues;
  /** Makes a run folder and generates its dataset to the end. */
  generate(runId: string, config: object): Promise<RunProgress>;
  /** `isKept`: the runs folder stays, for a process that comes after this one. */
  close(isKept?: boolean): Promise<void>;
}

/**
 * A server, a worker and a client, as `convrec launch` has them, over a temporary runs folder, or one that a process before it left. The worker
 * also has the activities that `furtherActivities` makes.
 */
export async function startStudioProcess(
  env: NodeJS.ProcessEnv = process.env,
  known?: string,
  furtherActivities: (deps: Dependencies) => object = () => ({}),
): Promise<StudioProcess> {
  const runsRoot = known ?? (await mkdtemp(join(tmpdir(), 'convrec-studio-')));
  const deps = createDependencies({ runsRoot, checkEndpoint: anyEndpoint, env, memoryLimitMb: 1024, threads: 2 });
  const { address, namespace, client, taskQueues, close } = await startServerAndWorker({
    stateFolder: join(runsRoot, '.temporal'),
    env,
    activities: { ...createActivities(deps), ...furtherActivities(deps) },
  });
  return {
    runsRoot,
    address,
    namespace,
    client,
    taskQueues,
    async generate(runId, input) {
      const config = RunConfigSchema.parse(input);
      const ref: RunRef = { runId, runsRoot };
      const run = openRunFolder(ref);
      await mkdir(run.folder, { recursive: true });
      await writeFile(run.path('config.json'), JSON.stringify(config));
      await run.writeManifest({
        runId,
        configHash: createHash('sha256').update(JSON.stringify(config)).digest('hex'),
        seed: config.seed,
        versions: {},
        status: 'running',
        stages: [],
      });
      const { isSearchable } = await findSearchAttributes(client);
      return client.workflow.execute('generateDataset', {
        workflowId: datasetWorkflowId(runId),
        taskQueue: taskQueues.dialogs,
        args: [{ ...datasetInputOf({ ref, config }, taskQueues), isSearchable }],
      });
    },
    async close(isKept) {
      await close();
      if (isKept === true) return;
      await rm(runsRoot, { recursive: true, force: true });
    },
  };
}

/** SHA-256 of every file below a folder, by relative path: equal maps mean byte-identical folders. */
export async function hashFiles(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const hashes: Record<string, string> = {};
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    hashes[path.slice(folder.length + 1)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return Object.fromEntries(Object.entries(hashes).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
