import { proxySinks } from '@temporalio/workflow';
import type { Sinks, WorkflowInterceptors } from '@temporalio/workflow';

export interface ReplaySinks extends Sinks {
  replay: { called(activity: string, input: unknown): void };
}

/**
 * Shows what a workflow asks for while it is replayed: a history keeps no input of a local activity, and a violation of determinism is told
 * without it. For the bundle of a replay only.
 */
export const interceptors = (): WorkflowInterceptors => {
  const { replay } = proxySinks<ReplaySinks>();
  return {
    outbound: [
      {
        scheduleActivity(input, next) {
          replay.called(input.activityType, input.args[0]);
          return next(input);
        },
        scheduleLocalActivity(input, next) {
          replay.called(input.activityType, input.args[0]);
          return next(input);
        },
      },
    ],
  };
};
