import { hostname } from 'node:os';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { identifyProcess } from '../../infra/storage/process-identity.ts';

/**
 * Steps that a killed process of this machine had in work are given back at once, so that a run that is launched again does not wait until
 * their pulse is missed. Returns how many. Steps of other machines, and of processes that live, are left alone.
 */
export async function releaseLostSteps(client: Client, workflowId: string): Promise<number> {
  const description = await describe(client, workflowId);
  if (description?.status.name !== 'RUNNING') return 0;
  const { pendingActivities, pendingChildren } = description.raw;
  let released = 0;
  for (const { activityId, lastWorkerIdentity } of pendingActivities ?? []) {
    if (!activityId || !isLost(lastWorkerIdentity ?? '')) continue;
    released += await giveBack(client, workflowId, activityId);
  }
  for (const { workflowId: child } of pendingChildren ?? []) {
    if (child) released += await releaseLostSteps(client, child);
  }
  return released;
}

/** Undefined for one that has gone meanwhile. */
async function describe(client: Client, workflowId: string): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await client.workflow.getHandle(workflowId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** By the identity that the SDK gives a worker. */
function isLost(workerIdentity: string): boolean {
  const [, pid, host] = /^(\d+)@(.*)$/u.exec(workerIdentity) ?? [];
  return host === hostname() && identifyProcess(Number(pid)) === undefined;
}

/** 0 where the step is not in work any more: it waits for its next try already, or has ended. */
async function giveBack(client: Client, workflowId: string, activityId: string): Promise<number> {
  try {
    const failure = ApplicationFailure.retryable('the process that worked on it was killed', 'WorkerLost');
    await client.activity.fail({ workflowId, activityId }, failure);
    return 1;
  } catch (error) {
    if (error instanceof Error && error.name === 'ActivityNotFoundError') return 0;
    throw error;
  }
}
