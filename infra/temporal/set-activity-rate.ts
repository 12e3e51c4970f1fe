import type { Client } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import { StudioFailure } from '../../schemas/failure.ts';

export interface ActivityRate {
  taskQueue: string;
  /** Activities a second over all workers of the queue, held by the server; null takes the limit off. */
  perSecond: number | null;
}

// Numbers of the API's enums; its package is no direct dependency.
const unimplemented: ReadonlySet<number> = new Set([12]);
type TaskQueueType = NonNullable<Parameters<Client['workflowService']['updateTaskQueueConfig']>[0]['taskQueueType']>;
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment
export const activityTaskQueue: TaskQueueType = 2;

/** Sets the rate of a task queue at the server, where it stays until it is set again. It wins over the one workers bring along. */
export async function setActivityRate(client: Client, { taskQueue, perSecond }: ActivityRate): Promise<void> {
  try {
    await client.workflowService.updateTaskQueueConfig({
      namespace: client.options.namespace,
      identity: 'convrec',
      taskQueue,
      taskQueueType: activityTaskQueue,
      updateQueueRateLimit: {
        rateLimit: perSecond === null ? null : { requestsPerSecond: perSecond },
        reason: 'model.requestsPerSecond',
      },
    });
  } catch (error) {
    if (!isGrpcServiceError(error) || !unimplemented.has(error.code)) throw error;
    // Such a server holds no rate that could be taken off.
    if (perSecond === null) return;
    throw new StudioFailure(
      'InvalidRunConfig',
      'the Temporal server cannot set a rate (its version is below 1.29)',
      { remedy: 'Start the workers with CONVREC_MODEL_CALLS_PER_SECOND instead of model.requestsPerSecond.' },
      error,
    );
  }
}
