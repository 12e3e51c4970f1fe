import { Client } from '@temporalio/client';
import type { RunFolder } from '../../activities/dependencies.ts';
import { areAspectsEdited } from '../../activities/profiling/read-aspect-edits.ts';
import { findDamagedFiles } from '../../activities/stage/find-damaged.ts';
import { compareWithRun, createRun, isConfigLost, isThere, setRunAside } from '../../run/life/create-run.ts';
import type { NewRun } from '../../run/life/create-run.ts';
import { endResting, refuseGoingOn, startRun, terminateRun } from '../../run/life/follow-run.ts';
import { endpointsOf } from '../../infra/model/allowed-endpoints.ts';
import { findBudgetProblems } from '../../infra/model/find-budget-problems.ts';
import { prepareRun } from '../../run/life/prepare-run.ts';
import { releaseLostSteps } from '../../run/life/release-lost-steps.ts';
import { findFullDisk, findNoRoom } from '../../infra/storage/disk-full.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { openTemporal } from '../../infra/temporal/open-temporal.ts';
import { setActivityRate } from '../../infra/temporal/set-activity-rate.ts';
import { readServerState } from '../../infra/local-server/stop-server.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { GenerateDatasetInput } from '../../schemas/progress.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { readTemporalConfig } from '../../temporal.config.ts';
import type { TaskQueues } from '../../temporal.config.ts';
import { checkEndpoints, warnOfPlainText } from '../check-endpoints.ts';
import type { LaunchOptions } from './launch-options.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot, stateFolderOf } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { followHere } from '../follow-here.ts';
import { listenForInterruption } from '../interruption.ts';
import type { Interruption } from '../interruption.ts';
import { createLaunchReport } from '../output/launch-report.ts';
import { repeatCommand } from '../repeat-command.ts';
import type { LaunchReport } from '../output/launch-report.ts';

/** Finds out which run it is; a complete one is only shown, any other is started or goes on, here or at other workers. */
export async function generateDataset(
  { config, named }: { config: RunConfig; named: RunRef | undefined },
  options: LaunchOptions,
  context: Context,
): Promise<ExitCode> {
  const runsRoot = resolveRunsRoot(options.runs, context);
  const report = createLaunchReport(context, options.json === true);
  const interruption = listenForInterruption();
  const { signal } = interruption;
  try {
    checkBudget(config, report);
    const previewDialogs = readPreviewDialogs(options);
    const prepared = await interruption.during(prepareRun({ config, runsRoot, named, say: report.note, signal }));
    const run = openRunFolder(prepared.ref);
    const isNew = options.fresh === true || !(await isThere(run));
    const grows = !isNew && (await compareWithRun(run, prepared)) === 'grows';
    const isToBeMended = !isNew && (await findLostFiles(run, prepared.config, report));
    if (!isNew && !grows && options.retryFailed !== true && !isToBeMended && (await isComplete(run, report))) {
      report.found(run, 'complete');
      return await report.ending(run, undefined);
    }
    const endpointCheck = { config: prepared.config, env: context.env, say: report.note, signal };
    warnOfPlainText(endpointCheck);
    const isSpoken = !grows && options.retryFailed !== true && (await hasAllDialogs(run, isNew));
    if (isToCheck(options) && !isSpoken) await interruption.during(checkEndpoints(endpointCheck));
    return await runWorkflow({ grows, previewDialogs, options, context, prepared, report, interruption });
  } catch (error) {
    // A server whose database cannot grow only says that it is unavailable.
    const mayBeFull = !signal.aborted && (!(error instanceof StudioFailure) || findFullDisk(error) !== undefined);
    throw (mayBeFull ? await findNoRoom(runsRoot, error) : undefined) ?? error;
  } finally {
    interruption.stopListening();
  }
}

/** Before anything is made: a budget that cannot be kept would stop the run at its first call. */
function checkBudget(config: RunConfig, report: LaunchReport): void {
  const { budget, model, aspects } = config;
  const problems = findBudgetProblems(config);
  if (problems.length > 0) {
    throw new StudioFailure('InvalidRunConfig', problems.join('; '), {
      remedy:
        'Give model.prices.inputPerMillion and model.prices.outputPerMillion (--set), or a budget in tokens (--budget-tokens).',
    });
  }
  if (budget.usd === null && budget.tokens === null) return;
  if (model.kind === 'offline') report.note('The offline realizer calls no model: the budget stays untouched.');
  if (aspects.embedding.kind === 'openai') report.note('The budget counts no embeddings (aspects.embedding).');
}

/** A run whose dialogs have all ended asks no model, whatever else of it is to be made again. */
async function hasAllDialogs(run: RunFolder, isNew: boolean): Promise<boolean> {
  const dialogs = isNew ? undefined : (await run.readManifest())?.stages.find(({ stage }) => stage === 'dialogs');
  return dialogs !== undefined && Number(dialogs.figures['unfinished'] ?? 0) === 0;
}

/** Where this process does the work, and some of it is left to models: the workers elsewhere may have other keys and another network. */
const isToCheck = ({ check, worker, detach, gatherOnly }: LaunchOptions): boolean =>
  check !== false && worker && detach !== true && gatherOnly !== true;

/** Whether the run's config or manifest is missing; the run goes on, which writes them again. */
async function findLostFiles(run: RunFolder, config: RunConfig, report: LaunchReport): Promise<boolean> {
  const isLost = await isConfigLost(run, config);
  if (isLost) report.note(`${run.path('config.json')} is missing: it is written again.`);
  if ((await run.readManifest()) !== undefined) return isLost;
  report.note(`${run.path('manifest.json')} is missing: every stage is made again, what was paid for is kept.`);
  return true;
}

/**
 * A complete run of which a file is missing or damaged, or whose aspects.yaml was edited, goes on instead: only the stage that wrote it is made
 * again, and what follows from it.
 */
async function isComplete(run: RunFolder, report: LaunchReport): Promise<boolean> {
  const manifest = await run.readManifest();
  if (manifest?.status !== 'complete') return false;
  if (await areAspectsEdited(run, manifest)) return false;
  let isWhole = true;
  for (const stage of manifest.stages) {
    for (const file of await findDamagedFiles(run, stage)) {
      isWhole = false;
      report.note(`${run.path(file)} is missing, or damaged: stage ${stage.stage}, which wrote it, is made again.`);
    }
  }
  return isWhole;
}

/** Of `--preview`; undefined for the whole run. */
function readPreviewDialogs({ preview, detach }: LaunchOptions): number | undefined {
  if (preview === undefined) return undefined;
  const count = Number(preview);
  const problem =
    detach === true
      ? '--preview shows its result here, so it cannot be detached'
      : `--preview is ${JSON.stringify(preview)}`;
  if (detach !== true && Number.isInteger(count) && count > 0) return count;
  throw new StudioFailure('InvalidRunConfig', problem, { remedy: 'Give a whole number of dialogs: --preview 3' });
}

interface Launch {
  /** To more dialogs than it has planned. */
  grows: boolean;
  previewDialogs: number | undefined;
  options: LaunchOptions;
  context: Context;
  prepared: NewRun;
  report: LaunchReport;
  interruption: Interruption;
}

async function runWorkflow({
  grows,
  previewDialogs,
  options,
  context,
  prepared,
  report,
  interruption,
}: Launch): Promise<ExitCode> {
  const { env } = context;
  const { ref } = prepared;
  const stateFolder = stateFolderOf(ref.runsRoot);
  if (options.detach === true && readTemporalConfig(env).address === undefined) await refuseLonelyDetach(stateFolder);
  const session = await interruption.during(openTemporal({ stateFolder, env, say: report.note }));
  try {
    // Never closed: the client may be about to repeat a call, and on a closed channel that is an uncaught error. It goes with the process.
    const connection = await session.connect();
    const client = new Client({ connection, namespace: session.namespace });
    if (options.fresh === true) await setAside(client, prepared, report);
    else if (grows) await refuseGoingOn(client, ref);
    const state = await createRun(prepared);
    const run = openRunFolder(ref);
    report.found(run, state);
    const { taskQueues } = session;
    const { model } = prepared.config;
    // The queue is shared, so the last launch decides: one without a rate takes off that of the one before.
    if (model.kind !== 'offline') {
      await setActivityRate(client, { taskQueue: taskQueues.model, perSecond: model.requestsPerSecond });
    }
    const retryFailed = options.retryFailed === true ? { retryFailed: true } : {};
    const gatherOnly = options.gatherOnly === true ? { gatherOnly: true } : {};
    const input = { ...buildInput(prepared, taskQueues, previewDialogs), ...retryFailed, ...gatherOnly };
    if (options.gatherOnly === true && (await endResting(client, ref, 'rested, and was gathered'))) {
      report.note('The run rested; it goes on when it is launched again.');
    }
    let handle = await startRun(client, taskQueues.dialogs, input);
    const released = await releaseLostSteps(client, handle.workflowId);
    if (released > 0) report.note(`Steps that a killed process had in work begin again: ${released}.`);
    if (options.detach === true) {
      report.detached(run, session);
      return 0;
    }
    const withWorker = options.worker;
    for (;;) {
      const progress = await followHere({
        client,
        handle,
        session,
        env,
        runsRoot: ref.runsRoot,
        endpoints: endpointsOf(prepared.config),
        report,
        interruption,
        withWorker,
      });
      if (progress === undefined) {
        report.interrupted(run);
        interruption.signal.throwIfAborted();
      }
      if (previewDialogs !== undefined) return await report.preview(run, previewDialogs, prepared.config);
      const isOther =
        progress?.status === 'previewed' || (progress?.status === 'gathered' && options.gatherOnly !== true);
      if (!isOther) return await report.ending(run, session);
      // It had joined a preview or a gathering: the run itself comes after it.
      handle = await startRun(client, taskQueues.dialogs, input);
    }
  } catch (error) {
    throw error instanceof StudioFailure && error.name === 'BudgetSpent'
      ? withLineToGoOn(error, prepared.config, context)
      : error;
  } finally {
    report.stop();
    // What fails here would hide what ended the run; the process's exit handler ends the server then.
    await session
      .close()
      .catch((error: unknown) => report.note(`The Temporal server was not given up: ${String(error)}`));
  }
}

/** The same command with twice the budget: what is left to do is in the message, what it is worth is a person's to say. */
function withLineToGoOn({ name, message }: StudioFailure, { budget }: RunConfig, context: Context): StudioFailure {
  const larger = [
    ...(budget.usd === null ? [] : ['--budget-usd', String(budget.usd * 2)]),
    ...(budget.tokens === null ? [] : ['--budget-tokens', String(budget.tokens * 2)]),
  ];
  const command = repeatCommand(context, ['--fresh', '--budget-usd', '--budget-tokens'], larger);
  return new StudioFailure(name, message, {
    remedy: `It goes on where it stopped with a larger budget, e.g.\n  ${command}`,
  });
}

/** Its server would stop with this process, and the run would rest. */
async function refuseLonelyDetach(stateFolder: string): Promise<void> {
  const { running, users } = await readServerState(stateFolder);
  if (running !== undefined && users.length > 0) return;
  throw new StudioFailure(
    'ServerUnavailable',
    'no other process keeps a Temporal server up, so a detached run would rest',
    {
      remedy: 'Start `convrec worker` in another terminal first, or set TEMPORAL_ADDRESS to a server that stays.',
    },
  );
}

async function setAside(client: Client, { ref }: NewRun, report: LaunchReport): Promise<void> {
  await terminateRun(client, ref, 'launched again with --fresh');
  const aside = await setRunAside(ref);
  if (aside !== undefined) report.note(`The earlier run was set aside as ${aside}.`);
}

function buildInput(
  { ref, config }: NewRun,
  taskQueues: TaskQueues,
  previewDialogs: number | undefined,
): GenerateDatasetInput {
  return {
    ...(previewDialogs === undefined ? {} : { previewDialogs }),
    ref,
    dataTaskQueue: taskQueues.data,
    modelTaskQueue: taskQueues.model,
    dialogsAtOnce: config.concurrency.dialogs,
    dialogsPerShard: config.concurrency.dialogsPerShard,
    maximumAttempts: config.fidelity.maximumAttempts,
    isOffline: config.model.kind === 'offline',
    modelTimeoutMs: config.model.timeoutMs,
  };
}
