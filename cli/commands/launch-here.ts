import { Client } from '@temporalio/client';
import { writeAnswersFrom } from '../../activities/dialogs/answers-before.ts';
import { createRun, setRunAside } from '../../run/life/create-run.ts';
import type { NewRun } from '../../run/life/create-run.ts';
import { datasetInputOf } from '../../run/life/dataset-input.ts';
import { endResting, refuseGoingOn, startRun, terminateRun } from '../../run/life/follow-run.ts';
import { findSearchAttributes } from '../../run/life/find-search-attributes.ts';
import { endpointsOf } from '../../infra/model/allowed-endpoints.ts';
import { releaseLostSteps } from '../../run/life/release-lost-steps.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { openTemporal } from '../../infra/temporal/open-temporal.ts';
import { setActivityRate } from '../../infra/temporal/set-activity-rate.ts';
import { readServerState } from '../../infra/local-server/stop-server.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { readTemporalConfig } from '../../temporal.config.ts';
import type { LaunchOptions } from './launch-options.ts';
import type { Context } from '../context.ts';
import { stateFolderOf } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { followHere } from '../follow-here.ts';
import type { Interruption } from '../interruption.ts';
import { repeatCommand } from '../repeat-command.ts';
import type { LaunchReport } from '../output/launch-report.ts';

export interface Launch {
  /** To more dialogs than it has planned. */
  grows: boolean;
  /** A run whose paid answers this one may take over. */
  before: RunRef | undefined;
  previewDialogs: number | undefined;
  options: LaunchOptions;
  context: Context;
  prepared: NewRun;
  report: LaunchReport;
  interruption: Interruption;
}

/** Starts the run's workflow, or joins it, and follows it to its end, with a worker in this process unless the options say otherwise. */
export async function launchHere({
  grows,
  before,
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
    if (before !== undefined) await writeAnswersFrom(run, before);
    report.found(run, state);
    const { taskQueues } = session;
    const { model } = prepared.config;
    // The queue is shared, so the last launch decides: one without a rate takes off that of the one before.
    if (model.kind !== 'offline') {
      await setActivityRate(client, { taskQueue: taskQueues.model, perSecond: model.requestsPerSecond });
    }
    const retryFailed = options.retryFailed === true ? { retryFailed: true } : {};
    const gatherOnly = options.gatherOnly === true ? { gatherOnly: true } : {};
    const previewed = previewDialogs === undefined ? {} : { previewDialogs };
    const found = await findSearchAttributes(client);
    if (!found.isSearchable) report.note(found.line);
    const searchable = found.isSearchable ? { isSearchable: true } : {};
    const input = {
      ...datasetInputOf(prepared, taskQueues),
      ...previewed,
      ...retryFailed,
      ...gatherOnly,
      ...searchable,
    };
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
