import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Client, WorkflowFailedError } from '@temporalio/client';
import { keepHistoriesOf } from '../../activities/dialogs/keep-histories.ts';
import type { RunFolder } from '../../activities/dependencies.ts';
import { hasEnded } from '../../activities/dialogs/dialog-files.ts';
import { createDependencies } from '../../infra/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { createCheckEndpoint, endpointsOf } from '../../infra/model/allowed-endpoints.ts';
import { createFork } from '../../run/replay/create-fork.ts';
import type { Fork } from '../../run/replay/create-fork.ts';
import { readRecordedDialogs } from '../../run/replay/recorded-dialogs.ts';
import { findPlan, parsePlan } from '../../run/reading/find-plan.ts';
import { toStudioFailure } from '../../run/life/workflow-failure.ts';
import { createFetchHistory } from '../../infra/temporal/fetch-history.ts';
import { openTemporal } from '../../infra/temporal/open-temporal.ts';
import type { TemporalSession } from '../../infra/temporal/open-temporal.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { SynthesizeDialogInput, synthesizeDialog } from '../../workflows/synthesize-dialog.ts';
import { dialogWorkflowId } from '../../workflows/workflow-ids.ts';
import { parseChangedConfig, readSectionFlags } from '../config-flags.ts';
import type { Context } from '../context.ts';
import { stateFolderOf } from '../context.ts';

export interface ForkOptions {
  fromTurn: string;
  model?: string;
  baseUrl?: string;
  editPlan?: string;
}

/**
 * Makes a new dialog that begins as another one did and goes on live from a turn: as durable as a run's, in a folder of its own below the run's.
 * One that was made before is only found.
 */
export async function forkDialog(
  run: RunFolder,
  parentId: string,
  options: ForkOptions,
  context: Context,
): Promise<{ fork: Fork; folder: RunFolder }> {
  const [parent] = await collect(readRecordedDialogs(run, [parentId]));
  if (parent === undefined) throw new Error(`dialog ${parentId} has no file`);
  const planRow = await withDatabase({ memoryLimitMb: 512 }, (db) => findPlan(db, run, parentId));
  const config = chooseModel(await run.readConfig(), options, context);
  const made = await createFork({
    run,
    parent,
    plan: parsePlan(run, planRow),
    // Not a number where it is no whole one, which is refused with the turns to choose from.
    fromTurn: /^\d+$/u.test(options.fromTurn) ? Number(options.fromTurn) : Number.NaN,
    config,
    ...(options.editPlan === undefined ? {} : { editedPlan: await readPlanFile(options.editPlan, context) }),
  });
  const { fork, folder, plan } = made;
  if (!(await hasEnded(folder, fork.dialogId))) {
    await simulate(run, folder, plan.turns.length, config, context);
  }
  return { fork, folder };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

function chooseModel(config: RunConfig, { model, baseUrl }: ForkOptions, { folder }: Context): RunConfig {
  const flags = { ...(model === undefined ? {} : { model }), ...(baseUrl === undefined ? {} : { baseUrl }) };
  const chosen = readSectionFlags('model', flags, folder, 'For example --model openai:gpt-4o-mini.');
  return parseChangedConfig(
    { ...config, model: { ...config.model, ...chosen } },
    'Give another --model or --base-url.',
  );
}

async function readPlanFile(given: string, { folder }: Context): Promise<unknown> {
  const path = resolve(folder, given);
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = 'Write the `plan` of `convrec show DIALOG --json` into a file and change that.';
    throw new StudioFailure('InvalidRunConfig', `${path} cannot be read as JSON: ${reason}`, { remedy }, error);
  }
}

async function simulate(
  run: RunFolder,
  { ref }: RunFolder,
  turns: number,
  config: RunConfig,
  { env, terminal }: Context,
): Promise<void> {
  const session = await openTemporal({ stateFolder: stateFolderOf(run.ref.runsRoot), env, say: terminal.note });
  try {
    const { startWorkerHere } = await import('../start-worker-here.ts');
    const worker = await startWorkerHere({
      session,
      env,
      say: terminal.note,
      runsRoot: run.ref.runsRoot,
      endpoints: endpointsOf(config),
    });
    try {
      const dialogId = ref.runId;
      const { taskQueues } = session;
      const input: SynthesizeDialogInput = {
        ref,
        dialogId,
        turns,
        maximumAttempts: config.fidelity.maximumAttempts,
        isOffline: config.model.kind === 'offline',
        modelTimeoutMs: config.model.timeoutMs,
        modelTaskQueue: taskQueues.model,
      };
      await execute(session, input, taskQueues.dialogs, env);
    } finally {
      await worker.shutdown();
    }
  } finally {
    await session.close();
  }
}

async function execute(
  session: TemporalSession,
  input: SynthesizeDialogInput,
  taskQueue: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { ref, dialogId } = input;
  const client = new Client({ connection: await session.connect(), namespace: session.namespace });
  const ended = await client.workflow
    .execute<typeof synthesizeDialog>('synthesizeDialog', {
      taskQueue,
      workflowId: dialogWorkflowId(ref, dialogId),
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [input],
    })
    .catch((error: unknown) => {
      throw error instanceof WorkflowFailedError ? toStudioFailure(error) : error;
    });
  if (ended.status === 'unfinished') {
    throw new StudioFailure('BudgetSpent', ended.reason, {
      remedy:
        'The fork’s folder keeps what it has: raise the budget in its config.json and give the same command again.',
    });
  }
  const deps = {
    ...createDependencies({
      env,
      runsRoot: ref.runsRoot,
      checkEndpoint: createCheckEndpoint([]),
      memoryLimitMb: 512,
      threads: 1,
    }),
    fetchHistory: createFetchHistory(client),
  };
  await keepHistoriesOf(deps, ref, [dialogId]);
}
