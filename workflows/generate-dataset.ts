import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { StudioActivities } from '../activities/index.ts';
import type { StageReport } from '../schemas/manifest.ts';
import type { GenerateDatasetInput, RunProgress } from '../schemas/progress.ts';
import type { RunRef } from '../schemas/run-ref.ts';
import type { StageName } from '../schemas/stage-names.ts';
import { bookkeepingOptions, stageOptions } from './activity-options.ts';
import { addModelUse, noModelUse } from '../studio/spending/model-use.ts';
import { dialogsFinishedSignal, progressQuery } from './messages.ts';
import { dialogsPerSignal } from './places.ts';
import { buildInitialProgress, withStage, withStageStarted } from './progress.ts';
import { openRunBoard } from './run-board.ts';
import { pairsOf } from './search-attributes.ts';
import { steer } from './steering.ts';
import type { OpenShard, Steering } from './steering.ts';
import type { synthesizeShard } from './synthesize-shard.ts';
import { shardWorkflowId } from './workflow-ids.ts';

/**
 * One run: reviews -> clauses -> aspects -> mentions -> profiles and trajectories -> targets -> plans -> dialogs -> dataset.
 * Every stage is a durable activity that writes relations; only references and counts come back. Between two shards it continues as new
 * when its own history has grown long.
 */
export async function generateDataset(input: GenerateDatasetInput): Promise<RunProgress> {
  const { ref, goesOn } = input;
  const data = proxyActivities<StudioActivities>(stageOptions(input.dataTaskQueue));
  const { beginRun, countPassDialogs, endRun } = proxyActivities<StudioActivities>(bookkeepingOptions);

  const board = openRunBoard(goesOn?.progress ?? buildInitialProgress(ref.runId), input.isSearchable === true);
  setHandler(progressQuery, () => board.read());
  const initial = goesOn?.control ?? { isPaused: false, isCancelled: false, dialogsAtOnce: input.dialogsAtOnce };
  const steering = steer(initial, (control) => {
    const status = control.isCancelled ? 'cancelling' : control.isPaused ? 'paused' : 'running';
    return board.write({ ...board.read(), status });
  });
  setHandler(dialogsFinishedSignal, (news) => {
    const { accepted, failed, use } = news;
    const progress = board.read();
    const { dialogs } = progress;
    steering.hear(news);
    board.write({
      ...progress,
      dialogs: {
        ...dialogs,
        accepted: dialogs.accepted + accepted,
        failed: dialogs.failed + failed,
        inWork: steering.lastInWork(),
      },
      ...(use === undefined ? {} : { modelUse: addModelUse(progress.modelUse ?? noModelUse, use) }),
    });
  });
  const stage = async (name: StageName, work: (ref: RunRef) => Promise<StageReport>): Promise<StageReport> => {
    await steering.pass();
    board.write(withStageStarted(board.read(), name));
    const report = await work(ref);
    board.write(withStage(board.read(), report));
    return report;
  };

  const onShard = (shard: string): void => {
    board.write({ ...board.read(), shard });
  };
  const checkBudget = (end: string | undefined): void => {
    if (end === undefined) return;
    throw budgetSpent(end, board.write({ ...board.read(), status: 'stopped' }).dialogs);
  };

  if (goesOn === undefined) {
    await beginRun(ref);
    await stage('reviews', data.stageReviews);
    await stage('clauses', data.cutReviews);
    await stage('aspects', data.induceAspects);
    await stage('mentions', data.extractMentions);
    await stage('trajectories', data.buildTrajectories);
    await stage('targets', data.chooseTargets);
    await stage('profiles', data.buildProfiles);
    await stage('candidates', data.findCandidates);
    await stage('plans', data.planDialogs);
    if (input.gatherOnly === true) {
      await stage('dialogs', data.gatherDialogs);
      await stage('dataset', data.writeDataset);
      return board.write({ ...board.read(), status: 'gathered' });
    }
    board.write(withStageStarted(board.read(), 'dialogs'));
  }

  // A pass replaces what failed in the pass before; each uses up reserves, so the passes end.
  let firstShard = goesOn?.shard ?? 0;
  for (let pass = goesOn?.pass ?? 0; ; pass += 1) {
    const inPass = await countPassDialogs({ ref, pass });
    if (inPass === 0) break;
    if (input.previewDialogs !== undefined) {
      const planned = Math.min(inPass, input.previewDialogs);
      board.write({ ...board.read(), dialogs: { ...board.read().dialogs, planned } });
      const first = { ...input, dialogsPerShard: planned };
      checkBudget((await simulateShards(first, { pass, dialogs: planned, firstShard }, steering, onShard)).budgetEnd);
      await steering.pass();
      return board.write({ ...board.read(), status: 'previewed' });
    }
    const { dialogs } = board.read();
    // One that begins in its middle has the pass counted.
    if (firstShard === 0) {
      board.write({ ...board.read(), dialogs: { ...dialogs, planned: dialogs.planned + inPass } });
    }
    const { budgetEnd, nextShard } = await simulateShards(
      input,
      { pass, dialogs: inPass, firstShard },
      steering,
      onShard,
    );
    checkBudget(budgetEnd);
    if (nextShard !== undefined) {
      await condition(allHandlersFinished);
      const control = steering.control();
      const progress = board.read();
      return continueAsNew<typeof generateDataset>({ ...input, goesOn: { pass, shard: nextShard, progress, control } });
    }
    firstShard = 0;
  }

  const dialogs = await stage('dialogs', data.collectDialogs);
  const accepted = Number(dialogs.figures['accepted']);
  const { planned } = board.read().dialogs;
  board.write({ ...board.read(), dialogs: { planned, accepted, failed: planned - accepted, inWork: 0 } });
  await stage('dataset', data.writeDataset);
  await endRun(ref);
  return board.write({ ...board.read(), status: 'complete' });
}

interface PassOfDialogs {
  pass: number;
  dialogs: number;
  firstShard: number;
}

interface SimulatedShards {
  /** Why the budget ended them. */
  budgetEnd?: string;
  /** The one that begins when this workflow has continued as new. */
  nextShard?: number;
}

/**
 * A window of dialogs that slides over the shards: each shard bounds its own history, and the next one begins while the last dialogs of the one
 * before are under way; never more than two are open. This history grows by a few events a shard.
 */
async function simulateShards(
  input: GenerateDatasetInput,
  { pass, dialogs, firstShard }: PassOfDialogs,
  steering: Steering,
  onShard: (workflowId: string) => void,
): Promise<SimulatedShards> {
  const { goesOn: _before, ...settings } = input;
  const { dialogsPerShard, longestHistory = Number.POSITIVE_INFINITY } = settings;
  const { workflowId: datasetWorkflowId } = workflowInfo();
  let before: OpenShard | undefined;
  let budgetEnd: string | undefined;
  let nextShard: number | undefined;
  for (let shard = firstShard; shard * dialogsPerShard < dialogs; shard += 1) {
    // What has begun is finished before a run that was cancelled ends.
    if (!(await steering.rest())) break;
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    if (shard > firstShard && (continueAsNewSuggested || historyLength > longestHistory)) {
      nextShard = shard;
      break;
    }
    const open = await steering.begin(shard, (control) =>
      startChild<typeof synthesizeShard>('synthesizeShard', {
        workflowId: shardWorkflowId(input.ref, pass, shard),
        staticSummary: describeShard({ pass, shard, dialogs, dialogsPerShard }),
        ...(input.isSearchable === true ? { typedSearchAttributes: pairsOf({ run: input.ref.runId }) } : {}),
        args: [{ ...settings, pass, shard, datasetWorkflowId, dialogsPerSignal: dialogsPerSignal(dialogs), control }],
      }),
    );
    onShard(shardWorkflowId(input.ref, pass, shard));
    budgetEnd = (await before?.result())?.budgetEnd;
    before = open;
    if (budgetEnd !== undefined) break;
    await open.leavesPlaces();
  }
  budgetEnd = (await before?.result())?.budgetEnd ?? budgetEnd;
  await steering.pass();
  return { ...(budgetEnd === undefined ? {} : { budgetEnd }), ...(nextShard === undefined ? {} : { nextShard }) };
}

/** One line for Temporal's UI. */
function describeShard(of: { pass: number; shard: number; dialogs: number; dialogsPerShard: number }): string {
  const first = of.shard * of.dialogsPerShard;
  const last = Math.min(of.dialogs, first + of.dialogsPerShard);
  const ofPass = of.pass === 0 ? '' : ` that replace failures (pass ${of.pass})`;
  return `Dialogs ${first + 1} to ${last} of ${of.dialogs}${ofPass}`;
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
