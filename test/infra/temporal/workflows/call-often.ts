import { proxyActivities } from '@temporalio/workflow';

interface Activities {
  nameTaskQueue(): Promise<string>;
}

/** Asks for so many activities on a task queue at once. */
export async function callOften({ taskQueue, calls }: { taskQueue: string; calls: number }): Promise<void> {
  const { nameTaskQueue } = proxyActivities<Activities>({ startToCloseTimeout: '20 seconds', taskQueue });
  await Promise.all(Array.from({ length: calls }, () => nameTaskQueue()));
}
