import type { StageName } from '../../schemas/stage-names.ts';
import { createPause } from '../../studio/profiling/pause.ts';
import type { Pause } from '../../studio/profiling/pause.ts';
import type { Dependencies } from '../dependencies.ts';

/** Heartbeats and cancellation for the long computations of a stage. */
export function createStagePause(deps: Dependencies, stage: StageName): Pause {
  return createPause({
    nowMs: () => deps.nowMs(),
    report: (progress) => deps.heartbeat({ stage, progress }),
    signal: deps.cancellation(),
  });
}
