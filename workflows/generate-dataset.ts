import {
  ApplicationFailure,
  patched,
  proxyActivities,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { StudioActivities } from '../activities/index.ts';
import type { StageName, StageReport } from '../schemas/manifest.ts';
import type { GenerateDatasetInput, RunProgress } from '../schemas/progress.ts';
import type { RunRef } from '../schemas/run-ref.ts';
import { bookkeepingOptions, stageOptions } from './activity-options.ts';
import { addModelUse, noModelUse } from '../studio/simulation/model-use.ts';
import { dialogsFinishedSignal, progressQuery } from './messages.ts';
import { buildInitialProgress, withStage, withStageStarted } from './progress.ts';
import { steer } from './steering.ts';
import type { Steering } from './steering.ts';
import type { synthesizeShard } from './synthesize-shard.ts';
import { shardWorkflowId } from './workflow-ids.ts';

/**
 * One run: reviews -> clauses -> aspects -> mentions -> profiles and trajectories -> targets -> plans -> dialogs -> dataset.
 * Every stage is a durable activity that writes relations; only references and counts come back.
 */
export async function generateDataset(input: GenerateDatasetInput): Promise<RunProgress> {
  const { ref } = input;
  const data = proxyActivities<StudioActivities>(stageOptions(input.dataTaskQueue));
  const { beginRun, countPassDialogs, endRun } = proxyActivities<StudioActivities>(bookkeepingOptions);

  let progress = buildInitialProgress(ref.runId);
  setHandler(progressQuery, () => progress);
  setHandler(dialogsFinishedSignal, ({ accepted, failed, use }) => {
    const { dialogs } = progress;
    progress = {
      ...progress,
      dialogs: { ...dialogs, accepted: dialogs.accepted + accepted, failed: dialogs.failed + failed },
      ...(use === undefined ? {} : { modelUse: addModelUse(progress.modelUse ?? noModelUse, use) }),
    };
  });
  const steering = steer({ isPaused: false, isCancelled: false, dialogsAtOnce: input.dialogsAtOnce }, (control) => {
    const status = control.isCancelled ? 'cancelling' : control.isPaused ? 'paused' : 'running';
    return (progress = { ...progress, status });
  });
  const stage = async (name: StageName, work: (ref: RunRef) => Promise<StageReport>): Promise<StageReport> => {
    await steering.pass();
    progress = withStageStarted(progress, name);
    const report = await work(ref);
    progress = withStage(progress, report);
    return report;
  };

  const onShard = (shard: string): void => {
    progress = { ...progress, shard };
  };
  const checkBudget = (end: string | undefined): void => {
    if (end === undefined) return;
    progress = { ...progress, status: 'stopped' };
    throw budgetSpent(end, progress.dialogs);
  };

  await beginRun(ref);
  await stage('reviews', data.stageReviews);
  // A run that was already past this point when clauses got a stage of their own has them from its aspects stage.
  if (patched('clauses-stage')) await stage('clauses', data.cutReviews);
  await stage('aspects', data.induceAspects);
  await stage('mentions', data.extractMentions);
  await stage('trajectories', data.buildTrajectories);
  await stage('targets', data.chooseTargets);
  await stage('profiles', data.buildProfiles);
  await stage('candidates', data.findCandidates);
  const plans = await stage('plans', data.planDialogs);

  if (input.gatherOnly === true) {
    await stage('dialogs', data.gatherDialogs);
    await stage('dataset', data.writeDataset);
    return (progress = { ...progress, status: 'gathered' });
  }
  progress = withStageStarted(progress, 'dialogs');
  // A run that was already past this point when failed dialogs began to be replaced has one pass: all of its plans.
  const hasReserve = patched('replacements');
  let planned = 0;
  // A pass replaces what failed in the pass before; each uses up reserves, so the passes end.
  for (let pass = 0; ; pass += 1) {
    const wholePlan = pass === 0 ? (plans.rows['plans'] ?? 0) : 0;
    const dialogs = hasReserve ? await countPassDialogs({ ref, pass }) : wholePlan;
    if (dialogs === 0) break;
    if (input.previewDialogs !== undefined) {
      planned = Math.min(dialogs, input.previewDialogs);
      progress = { ...progress, dialogs: { ...progress.dialogs, planned } };
      const first = { ...input, dialogsPerShard: planned };
      checkBudget(await simulateShards(first, pass, planned, steering, onShard));
      await steering.pass();
      return (progress = { ...progress, status: 'previewed' });
    }
    planned += dialogs;
    progress = { ...progress, dialogs: { ...progress.dialogs, planned } };
    checkBudget(await simulateShards(input, pass, dialogs, steering, onShard));
  }

  const dialogs = await stage('dialogs', data.collectDialogs);
  const accepted = Number(dialogs.figures['accepted']);
  progress = { ...progress, dialogs: { planned, accepted, failed: planned - accepted, inWork: 0 } };
  await stage('dataset', data.writeDataset);
  await endRun(ref);
  return (progress = { ...progress, status: 'complete' });
}

/** Shards one after another: each bounds its own history, and this one grows by a few events a shard. Returns why the budget ended them. */
async function simulateShards(
  input: GenerateDatasetInput,
  pass: number,
  dialogs: number,
  steering: Steering,
  onShard: (workflowId: string) => void,
): Promise<string | undefined> {
  for (let shard = 0; shard * input.dialogsPerShard < dialogs; shard += 1) {
    await steering.pass();
    const control = steering.control();
    const started = await startChild<typeof synthesizeShard>('synthesizeShard', {
      workflowId: shardWorkflowId(input.ref, pass, shard),
      args: [{ ...input, pass, shard, datasetWorkflowId: workflowInfo().workflowId, control }],
    });
    onShard(started.workflowId);
    const { budgetEnd } = await steering.follow(started, control);
    if (budgetEnd !== undefined) return budgetEnd;
  }
  return undefined;
}

/** Named as the activity named it, with what is left to do. */
function budgetSpent(reason: string, { planned, accepted, failed }: RunProgress['dialogs']): ApplicationFailure {
  const left = `${planned - accepted - failed} of ${planned} dialogs are left to do`;
  return ApplicationFailure.create({
    type: 'BudgetSpent',
    message: `${reason}; ${left}`,
    nonRetryable: true,
    details: [
      { remedy: 'Launch the same again with a larger --budget-usd or --budget-tokens: it goes on where it stopped.' },
    ],
  });
}
