import { createCheckEndpoint } from '../../infra/model/allowed-endpoints.ts';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dependencies, RunFolder } from '../../activities/dependencies.ts';
import type { Dialog } from '../../schemas/dialog.ts';
import { dialogWorkflowId } from '../../workflows/workflow-ids.ts';
import { createDependencies } from '../../infra/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { ownModule } from '../../infra/own-module.ts';
import { bundleWorkflows } from '../../infra/temporal/bundle-workflows.ts';
import { locateCacheFolder } from '../../infra/storage/cache-folder.ts';
import { readFork } from './create-fork.ts';
import type { Difference } from './find-difference.ts';
import { findRecordDifference, readGatheredCalls } from './find-record-difference.ts';
import { readRecordedDialogs } from './recorded-dialogs.ts';
import type { RecordedDialog } from './recorded-dialogs.ts';
import { RealizeTurnCallSchema, replayTurns } from './replay-turns.ts';
import { replayWorkflows } from './replay-workflows.ts';
import type { RecordedWorkflow, ReplayedWorkflow } from './replay-workflows.ts';
import { findRealizerDifference, watchCalls } from './watch-calls.ts';

export interface ReplayedDialog {
  dialogId: string;
  status: Dialog['status'];
  reason: string | null;
  turns: number;
  /** Calls, answered or not. */
  attempts: number;
  /** `no-history`: its workflow's history could not be kept, so there is nothing to replay. */
  result: 'identical' | 'different' | 'no-history';
  difference: Difference | null;
}

export interface ReplayRequest {
  run: RunFolder;
  dialogIds: readonly string[];
  env: NodeJS.ProcessEnv;
  /** The workflow code to replay with; default: this project's. */
  workflowsPath?: string;
}

const ownWorkflows = fileURLToPath(ownModule('../../workflows/index.ts', import.meta.url));
const traceModule = fileURLToPath(ownModule('../../workflows/replay-trace.ts', import.meta.url));

/**
 * Executes again what a run keeps of its dialogs: the workflow's history by today's workflow code, every attempt by today's parsing and checks
 * from the kept answer, the end. Needs neither a server nor a network and writes nothing into the run. In dialog id order, those without a
 * history as they come.
 */
export async function* replayDialogs(request: ReplayRequest): AsyncGenerator<ReplayedDialog> {
  const { run, dialogIds, env, workflowsPath = ownWorkflows } = request;
  const cacheFolder = join(locateCacheFolder(env), 'workflow-bundles');
  const bundle = await bundleWorkflows(workflowsPath, cacheFolder, () => {}, [traceModule]);
  const deps = createReplayDependencies(env, run.ref.runsRoot);
  const gathered = await readGatheredCalls(run, dialogIds);
  const config = await run.readConfig();
  const { fromTurn = 0 } = (await readFork(run)) ?? {};
  const withoutHistory: RecordedDialog[] = [];
  async function* withHistory(): AsyncGenerator<RecordedDialog & RecordedWorkflow> {
    for await (const recorded of readRecordedDialogs(run, dialogIds)) {
      const { history, dialog } = recorded;
      if (history === undefined) withoutHistory.push(recorded);
      else yield { ...recorded, history, workflowId: dialogWorkflowId(run.ref, dialog.dialogId) };
    }
  }
  for await (const replayed of replayWorkflows(bundle, withHistory())) {
    const { recorded, calls, violation } = replayed;
    const watched = watchCalls(config, fromTurn);
    const difference =
      violation === null
        ? ((await replayTurns(deps, run.ref, recorded, calls, watched.look)) ??
          findRecordDifference(recorded, gathered.get(recorded.dialog.dialogId) ?? []) ??
          findRealizerDifference(config, fromTurn, recorded) ??
          watched.difference())
        : placeViolation(violation, calls);
    yield describe(recorded, difference === null ? 'identical' : 'different', difference);
  }
  for (const recorded of withoutHistory) yield describe(recorded, 'no-history', null);
}

/** The worker's, but for a database that leaves nothing in the run. */
function createReplayDependencies(env: NodeJS.ProcessEnv, runsRoot: string): Dependencies {
  const memoryLimitMb = 1024;
  return {
    ...createDependencies({ env, runsRoot, checkEndpoint: createCheckEndpoint([]), memoryLimitMb, threads: 1 }),
    withDatabase: (_run, work) => withDatabase({ memoryLimitMb }, work),
  };
}

/** The turn that the workflow was at when it went another way. */
function placeViolation(
  { callsBefore, expected, found }: NonNullable<ReplayedWorkflow<unknown>['violation']>,
  calls: ReplayedWorkflow<unknown>['calls'],
): Difference {
  const last = calls.slice(0, callsBefore + 1).findLast(({ activity }) => activity === 'realizeTurn');
  const { turn, attempt } = last === undefined ? nowhere : RealizeTurnCallSchema.parse(last.input);
  return { at: 'workflow', turn, attempt, expected, found };
}

const nowhere = { turn: null, attempt: null };

const describe = (
  { dialog, attempts }: RecordedDialog,
  result: ReplayedDialog['result'],
  difference: Difference | null,
): ReplayedDialog => ({
  dialogId: dialog.dialogId,
  status: dialog.status,
  reason: dialog.reason,
  turns: dialog.turns.length,
  attempts: attempts.length,
  result,
  difference,
});
