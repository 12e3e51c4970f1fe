import { Worker } from '@temporalio/worker';
import type { InjectedSinks, ReplayWorkerOptions } from '@temporalio/worker';
import type { HistoryAndWorkflowId } from '@temporalio/client';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import type { ReplaySinks } from '../../workflows/replay-trace.ts';
import { installQuietRuntime } from '../../infra/temporal/quiet-runtime.ts';
import { readRecordedActivities } from './read-history.ts';

/** An activity that today's workflow code asked for. */
export interface WorkflowCall {
  activity: string;
  /** As JSON would keep it. */
  input: unknown;
}

export interface ReplayedWorkflow<T> {
  recorded: T;
  calls: readonly WorkflowCall[];
  /** Where today's code left the history: so many calls were as recorded. Null where it went the whole way. */
  violation: { callsBefore: number; expected: string; found: string } | null;
}

export interface RecordedWorkflow {
  workflowId: string;
  /** JSON. */
  history: string;
}

/** Re-executes histories, one after another, with the workflow code of a bundle that holds workflows/replay-trace.ts; without any server. */
export async function* replayWorkflows<T extends RecordedWorkflow>(
  workflowBundle: NonNullable<ReplayWorkerOptions['workflowBundle']>,
  workflows: AsyncIterable<T>,
): AsyncGenerator<ReplayedWorkflow<T>> {
  // What the SDK would say of a violation is told by its result.
  installQuietRuntime(() => {});
  let recorded: T | undefined;
  let calls: WorkflowCall[] = [];
  const sinks: InjectedSinks<ReplaySinks> = {
    replay: {
      called: {
        callDuringReplay: true,
        fn: (_info, activity, input) => {
          calls.push({ activity, input: copyOf(input) });
        },
      },
    },
  };
  async function* feed(): AsyncGenerator<HistoryAndWorkflowId> {
    for await (recorded of workflows) {
      calls = [];
      yield { workflowId: recorded.workflowId, history: historyFromJSON(JSON.parse(recorded.history)) };
    }
  }
  // The worker asks for a history when it is through with the one before.
  for await (const { error } of Worker.runReplayHistories({ workflowBundle, sinks }, feed())) {
    if (recorded === undefined) continue;
    const violation = error === undefined ? null : describeViolation(recorded.history, calls, error);
    yield { recorded, calls, violation };
  }
}

/** Made in the workflow's own realm, where not even an array is one of ours. */
const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

function describeViolation(
  history: string,
  calls: readonly WorkflowCall[],
  error: Error,
): ReplayedWorkflow<never>['violation'] {
  const activities = readRecordedActivities(history);
  const differing = calls.findIndex(({ activity }, at) => activity !== activities[at]);
  if (differing === -1) {
    const expected = activities[calls.length] ?? 'the end of the workflow';
    return { callsBefore: calls.length, expected, found: error.message };
  }
  return {
    callsBefore: differing,
    expected: activities[differing] ?? 'the end of the workflow',
    found: calls[differing]?.activity ?? 'nothing',
  };
}
