import { Context } from '@temporalio/activity';
import { isGrpcServiceError } from '@temporalio/client';
import type { Dependencies } from '../../activities/dependencies.ts';
import { activityTaskQueue } from './set-activity-rate.ts';

/** A rate that is set meanwhile holds after this time. */
const knownForMs = 5_000;

/** Whether the server holds a rate for the task queue of the activity that asks: what `setActivityRate` set, or the worker's own. */
export function createIsPaced(hasOwnRate: boolean): Dependencies['isPaced'] {
  const known = new Map<string, { isPaced: Promise<boolean>; untilMs: number }>();
  return async () => {
    const { info, client } = Context.current();
    // A local activity has no queue: it never left its workflow's worker.
    if (info.isLocal) return false;
    if (hasOwnRate) return true;
    const last = known.get(info.taskQueue);
    if (last !== undefined && Date.now() < last.untilMs) return last.isPaced;
    const before = last?.isPaced ?? Promise.resolve(true);
    const isPaced = client.workflowService
      .describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: info.taskQueue },
        taskQueueType: activityTaskQueue,
        reportConfig: true,
      })
      .then(
        ({ config }) => typeof config?.queueRateLimit?.rateLimit?.requestsPerSecond === 'number',
        (error: unknown) => {
          // A server that is away says nothing on its rates.
          if (isGrpcServiceError(error)) return before;
          throw error;
        },
      );
    known.set(info.taskQueue, { isPaced, untilMs: Date.now() + knownForMs });
    return isPaced;
  };
}
