import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import type { ChildWorkflowHandle } from '@temporalio/workflow';
import type { RunProgress } from '../schemas/progress.ts';
import { controlSignal, controlUpdate } from './messages.ts';
import type { RunControl } from './messages.ts';
import type { SimulatedShard, synthesizeShard } from './synthesize-shard.ts';

export interface Steering {
  control(): RunControl;
  /** Hands the shard that works every change that comes; `given` is what it began with. */
  follow(shard: ChildWorkflowHandle<typeof synthesizeShard>, given: RunControl): Promise<SimulatedShard>;
  /** Before every step: waits while the run is paused, throws when it is cancelled. */
  pass(): Promise<void>;
}

/** Takes pause, resume, cancel and rates for a run. What has begun is finished first, always. */
export function steer(initial: RunControl, progressWith: (control: RunControl) => RunProgress): Steering {
  let control = initial;
  let signal: ((control: RunControl) => Promise<void>) | undefined;
  setHandler(
    controlUpdate,
    async (change) => {
      control = { ...control, ...change };
      const progress = progressWith(control);
      // A shard that has just ended takes no signal; the next one begins with the change.
      await signal?.(control).catch(() => undefined);
      return progress;
    },
    {
      validator: ({ dialogsAtOnce = 1 }) => {
        if (Number.isInteger(dialogsAtOnce) && dialogsAtOnce >= 1 && dialogsAtOnce <= 1000) return;
        throw new RangeError('dialogs at once are a whole number from 1 to 1000');
      },
    },
  );
  return {
    control: () => control,
    async follow(shard, given) {
      signal = (changed) => shard.signal(controlSignal, changed);
      if (control !== given) await signal(control);
      try {
        return await shard.result();
      } finally {
        signal = undefined;
      }
    },
    async pass() {
      if (control.isPaused && !control.isCancelled) await condition(() => !control.isPaused || control.isCancelled);
      if (!control.isCancelled) return;
      throw ApplicationFailure.create({ type: 'RunCancelled', message: 'the run was cancelled', nonRetryable: true });
    },
  };
}
