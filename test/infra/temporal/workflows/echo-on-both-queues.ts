import { proxyActivities, workflowInfo } from '@temporalio/workflow';

interface Activities {
  nameTaskQueue(): Promise<string>;
}

/** Returns the task queues that its two activities ran on. */
export async function echoOnBothQueues(dataTaskQueue: string): Promise<string[]> {
  const startToCloseTimeout = '20 seconds';
  const here = proxyActivities<Activities>({ startToCloseTimeout });
  const there = proxyActivities<Activities>({ startToCloseTimeout, taskQueue: dataTaskQueue });
  return [workflowInfo().taskQueue, await here.nameTaskQueue(), await there.nameTaskQueue()];
}
