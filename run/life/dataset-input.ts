import type { GenerateDatasetInput } from '../../schemas/progress.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import type { TaskQueues } from '../../temporal.config.ts';

/** What a run's workflow is started with: references, queues and the settings that its orchestration depends on. */
export const datasetInputOf = (
  { ref, config }: { ref: RunRef; config: RunConfig },
  taskQueues: TaskQueues,
): GenerateDatasetInput => ({
  ref,
  dataTaskQueue: taskQueues.data,
  modelTaskQueue: taskQueues.model,
  dialogsAtOnce: config.concurrency.dialogs,
  dialogsPerShard: config.concurrency.dialogsPerShard,
  maximumAttempts: config.fidelity.maximumAttempts,
  isOffline: config.model.kind === 'offline',
  modelTimeoutMs: config.model.timeoutMs,
});
