import type { Client } from '@temporalio/client';
import { datasetWorkflowId } from '../../workflows/workflow-ids.ts';

/** A call of a dialog that waits for its next try, as the server describes it. */
export interface WaitingCall {
  /** When the dialog last got on: nothing is written to its history while an activity is tried again. */
  sinceMs: number;
  failure: { type: string; message: string };
}

/** Dialogs that are looked at: when the endpoint is away every one of them waits. */
const looks = 8;

/** Shorter failures are everyday. */
const leastMs = 2 * 60_000;

/**
 * Says that no model has answered a run for a while; undefined where one does, or nobody can say. It asks the server, so that it holds for
 * workers elsewhere as well.
 */
export async function findOutage(client: Client, runId: string, nowMs: number): Promise<string | undefined> {
  try {
    return describeOutage(await listCalls(client, runId), nowMs);
  } catch {
    // A look beside the work: the server's own troubles are told elsewhere.
    return undefined;
  }
}

/** Undefined unless all dialogs wait for an endpoint, the last of them for two minutes; a dialog that does not is null. */
export function describeOutage(calls: readonly (WaitingCall | null)[], nowMs: number): string | undefined {
  const waiting = calls.filter((call) => call !== null && call.failure.type === 'ModelUnavailable');
  const [first] = waiting;
  if (!first || waiting.length < calls.length) return undefined;
  const forMs = nowMs - Math.max(...waiting.map((call) => call?.sinceMs ?? nowMs));
  if (!(forMs >= leastMs)) return undefined;
  const minutes = roundDown(forMs / 60_000);
  return `No answer of a model for more than ${minutes} minutes: ${first.failure.message}. The run goes on by itself once it answers.`;
}

/** Says a line once while it stays the same, so that a night's outage is a handful of lines. */
const roundDown = (minutes: number): number => steps.findLast((step) => step <= minutes) ?? 1;
const steps: readonly number[] = [2, 5, 10, 20, 30, 60, 120, 240, 480, 960];

async function listCalls(client: Client, runId: string): Promise<(WaitingCall | null)[]> {
  const calls: (WaitingCall | null)[] = [];
  const query = "WorkflowType = 'synthesizeDialog' and ExecutionStatus = 'Running'";
  for await (const { workflowId, runId: execution } of client.workflow.list({ query })) {
    if (!workflowId.startsWith(`${datasetWorkflowId(runId)}/`)) continue;
    const { raw } = await client.workflow.getHandle(workflowId, execution).describe();
    const call = (raw.pendingActivities ?? []).find(({ lastFailure }) => lastFailure);
    const message = call?.lastFailure?.message ?? '';
    const type = call?.lastFailure?.applicationFailureInfo?.type ?? '';
    calls.push(
      message === ''
        ? null
        : { sinceMs: await readLastEventMs(client, workflowId, execution), failure: { type, message } },
    );
    if (calls.length === looks) break;
  }
  return calls;
}

async function readLastEventMs(client: Client, workflowId: string, runId: string): Promise<number> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 1,
  });
  return Number(history?.events?.[0]?.eventTime?.seconds ?? Number.NaN) * 1000;
}
