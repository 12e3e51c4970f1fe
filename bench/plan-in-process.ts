import { anyEndpoint } from '../test/doubles/any-endpoint.ts';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActivities } from '../activities/index.ts';
import type { Dependencies, RunFolder } from '../activities/dependencies.ts';
import { createDependencies } from '../infra/dependencies.ts';
import { openRunFolder } from '../infra/storage/run-folder.ts';
import { DialogPlanSchema } from '../schemas/dialog-plan.ts';
import type { DialogPlan } from '../schemas/dialog-plan.ts';
import { RunConfigSchema } from '../schemas/run-config.ts';

/** Everything up to the plans, in the order of `workflows/generate-dataset.ts`. */
const stages = [
  'stageReviews',
  'cutReviews',
  'induceAspects',
  'extractMentions',
  'buildTrajectories',
  'chooseTargets',
  'buildProfiles',
  'findCandidates',
  'planDialogs',
] as const;

type StageStep = (typeof stages)[number];

/** The plans of a run, made by the real stages one after another, without a Temporal server; the run's folder is gone afterwards. */
export function planInProcess(config: object): Promise<DialogPlan[]> {
  return withStages(config, 'planDialogs', async ({ run, deps }) => {
    const rows = await deps.withDatabase(run, async (db) => {
      await db.openParquet('plans', run.relationPath('plans'));
      return db.rows('select plan from plans order by dialog_id');
    });
    return rows.map(({ plan }) => DialogPlanSchema.parse(JSON.parse(String(plan))));
  });
}

export interface StagedRun {
  run: RunFolder;
  deps: Dependencies;
}

/** Runs the real stages up to `last`, without a Temporal server; the run's folder is gone after `use`. */
export async function withStages<T>(
  config: object,
  last: StageStep,
  use: (staged: StagedRun) => Promise<T>,
  memoryLimitMb = 1024,
): Promise<T> {
  const runsRoot = await mkdtemp(join(tmpdir(), 'convrec-bench-'));
  const ref = { runId: 'bench', runsRoot };
  const run = openRunFolder(ref);
  const deps: Dependencies = {
    ...createDependencies({ runsRoot, checkEndpoint: anyEndpoint, env: {}, memoryLimitMb, threads: 2 }),
    // Outside an activity there is no worker to tell.
    heartbeat: () => {},
    cancellation: () => new AbortController().signal,
  };
  try {
    await mkdir(run.path('relations'), { recursive: true });
    await run.writeText('config.json', JSON.stringify(RunConfigSchema.parse(config)));
    await run.writeManifest({
      runId: ref.runId,
      configHash: '0',
      seed: 1,
      versions: {},
      status: 'running',
      stages: [],
    });
    const activities = createActivities(deps);
    for (const stage of stages.slice(0, stages.indexOf(last) + 1)) await activities[stage](ref);
    return await use({ run, deps });
  } finally {
    await rm(runsRoot, { recursive: true, force: true });
  }
}
