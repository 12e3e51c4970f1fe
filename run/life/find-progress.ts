import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { stageNames } from '../../schemas/stage-names.ts';
import type { Manifest } from '../../schemas/manifest.ts';
import type { RunProgress } from '../../schemas/progress.ts';
import { datasetWorkflowId } from '../../workflows/workflow-ids.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { findOutage } from './find-outage.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { queryLiveProgress, withServer } from './steer-run.ts';

export interface FoundProgress {
  progress: RunProgress;
  /** Where it is known from, and why not from the workflow. */
  source: string;
  /** That no model answers, for how long and why; undefined where one does. */
  outage?: string | undefined;
}

/** Asks the run's workflow; when no server runs or no worker answers, what the manifest shows. Starts nothing. */
export async function findProgress(
  run: RunFolder,
  stateFolder: string,
  env: NodeJS.ProcessEnv,
): Promise<FoundProgress> {
  const manifest = await run.readManifest();
  const fromManifest = await withEndedDialogs(run, buildFromManifest(run.ref.runId, manifest));
  if (manifest?.status === 'complete') return { progress: fromManifest, source: 'the manifest of the complete run' };
  try {
    return await withServer(stateFolder, env, async (client, address) => {
      const progress = await queryLiveProgress(client, datasetWorkflowId(run.ref.runId));
      if (progress === undefined) {
        return { progress: fromManifest, source: 'the manifest: no worker answers for this run' };
      }
      const outage = await findOutage(client, run.ref.runId, Date.now());
      return { progress, source: `its workflow at ${address}`, outage };
    });
  } catch (error) {
    if (!(error instanceof StudioFailure)) throw error;
    return { progress: fromManifest, source: `the manifest: ${error.message}, so the run rests` };
  }
}

/** Until its dialogs are gathered only their files say how many of them have ended. */
async function withEndedDialogs(run: RunFolder, progress: RunProgress): Promise<RunProgress> {
  if (progress.status === 'complete' || !(await run.hasRelation('plans'))) return progress;
  const [ended] = await withDatabase({ memoryLimitMb: 512 }, async (db) => {
    await db.openJson('ended_dialogs', run.path('work/dialogs/d*.json'), { dialogId: 'VARCHAR', status: 'VARCHAR' });
    await db.openParquet('plans', run.relationPath('plans'));
    return db.rows(await readSql('run/life/ended_dialogs.sql'));
  });
  const { accepted, failed } = EndedSchema.parse(ended);
  const { planned } = progress.dialogs;
  return { ...progress, dialogs: { planned: Math.max(planned, accepted + failed), accepted, failed, inWork: 0 } };
}

const EndedSchema = z.object({ accepted: z.number(), failed: z.number() });

/** Which stages are done; dialogs under way are known to the workflow only. */
export function buildFromManifest(runId: string, manifest: Manifest | undefined): RunProgress {
  const reports = manifest?.stages ?? [];
  const dialogs = reports.find(({ stage }) => stage === 'dialogs');
  const plans = reports.find(({ stage }) => stage === 'plans');
  return {
    runId,
    status: manifest?.status ?? 'running',
    stages: stageNames.map((stage) => {
      const report = reports.find((known) => known.stage === stage);
      return report === undefined
        ? { stage, status: 'waiting', rows: {}, durationMs: null }
        : { stage, status: 'done', rows: report.rows, durationMs: report.durationMs };
    }),
    dialogs: {
      planned:
        dialogs === undefined
          ? (plans?.rows['plans'] ?? 0)
          : Number(dialogs.figures['accepted']) + Number(dialogs.figures['failed']),
      accepted: Number(dialogs?.figures['accepted'] ?? 0),
      failed: Number(dialogs?.figures['failed'] ?? 0),
      inWork: 0,
    },
  };
}
