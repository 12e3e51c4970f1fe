import type { RunFolder } from '../../activities/dependencies.ts';
import { areAspectsEdited } from '../../activities/profiling/read-aspect-edits.ts';
import { findDamagedFiles } from '../../activities/stage/find-damaged.ts';
import { compareWithRun, isConfigLost, isThere } from '../../run/life/create-run.ts';
import type { NewRun } from '../../run/life/create-run.ts';
import { findBudgetProblems } from '../../infra/model/find-budget-problems.ts';
import { prepareRun } from '../../run/life/prepare-run.ts';
import { findFullDisk, findNoRoom } from '../../infra/storage/disk-full.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { checkEndpoints, warnOfPlainText } from '../check-endpoints.ts';
import type { LaunchOptions } from './launch-options.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { createLaunchReport } from '../output/launch-report.ts';
import type { LaunchReport } from '../output/launch-report.ts';
import { launchHere } from './launch-here.ts';

export interface DatasetRequest {
  config: RunConfig;
  named: RunRef | undefined;
  /** What `prepareRun` found, where that is known already. */
  prepared?: NewRun;
  /** A run whose paid answers this one may take over. */
  before?: RunRef;
}

/** Finds out which run it is; a complete one is only shown, any other is started or goes on, here or at other workers. */
export async function generateDataset(
  { config, named, prepared: given, before }: DatasetRequest,
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
    const prepared =
      given ?? (await interruption.during(prepareRun({ config, runsRoot, named, say: report.note, signal })));
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
    return await launchHere({ grows, before, previewDialogs, options, context, prepared, report, interruption });
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

/** The number of `--preview`; undefined for the whole run. */
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
