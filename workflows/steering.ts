import { ApplicationFailure, condition, log, setHandler } from '@temporalio/workflow';
import type { ChildWorkflowHandle } from '@temporalio/workflow';
import type { RunProgress } from '../schemas/progress.ts';
import { controlSignal, controlUpdate } from './messages.ts';
import type { RunControl, ShardNews } from './messages.ts';
import { placesPerStep } from './places.ts';
import type { SimulatedShard, synthesizeShard } from './synthesize-shard.ts';

export interface Steering {
  control(): RunControl;
  /**
   * Begins the next shard with the places that the one before it does not need any more, and hands it every change that comes: of the
   * control, and of the places.
   */
  begin(
    shard: number,
    start: (control: RunControl) => Promise<ChildWorkflowHandle<typeof synthesizeShard>>,
  ): Promise<OpenShard>;
  hear(news: ShardNews): void;
  /** Dialogs in work of shards whose dialogs have all begun. */
  lastInWork(): number;
  /** Waits while the run is paused; false when it is cancelled. */
  rest(): Promise<boolean>;
  /** Before every step: the same, but throws when it is cancelled. */
  pass(): Promise<void>;
}

export interface OpenShard {
  /** Resolves when it leaves places to the next one, or has ended. */
  leavesPlaces(): Promise<void>;
  result(): Promise<SimulatedShard>;
}

interface KnownShard {
  shard: number;
  /** Undefined while it begins dialogs: it takes all places that there are. */
  lastInWork: number | undefined;
  given: RunControl;
  handle: ChildWorkflowHandle<typeof synthesizeShard> | undefined;
}

/** Takes pause, resume, cancel and rates for a run. What has begun is finished first, always. */
export function steer(initial: RunControl, progressWith: (control: RunControl) => RunProgress): Steering {
  let control = initial;
  /** Only the newest open shard starts dialogs. */
  const open: KnownShard[] = [];

  const lastInWork = (): number => open.slice(0, -1).reduce((sum, shard) => sum + (shard.lastInWork ?? 0), 0);
  const controlOfLast = (): RunControl => ({
    ...control,
    dialogsAtOnce: Math.max(0, control.dialogsAtOnce - lastInWork()),
  });
  const tellLast = async (): Promise<void> => {
    const last = open.at(-1);
    const changed = controlOfLast();
    if (last?.handle === undefined || isSame(last.given, changed)) return;
    last.given = changed;
    // A shard that has just ended takes no signal; the next one begins with the change.
    await last.handle.signal(controlSignal, changed).catch(() => undefined);
  };

  setHandler(
    controlUpdate,
    async (change) => {
      control = { ...control, ...change };
      const progress = progressWith(control);
      await tellLast();
      return progress;
    },
    {
      validator: ({ dialogsAtOnce = 1 }) => {
        if (Number.isInteger(dialogsAtOnce) && dialogsAtOnce >= 1 && dialogsAtOnce <= 1000) return;
        throw new RangeError('dialogs at once are a whole number from 1 to 1000');
      },
    },
  );
  const rest = async (): Promise<boolean> => {
    if (control.isPaused && !control.isCancelled) {
      log.info('Run paused');
      await condition(() => !control.isPaused || control.isCancelled);
      if (!control.isCancelled) log.info('Run resumed');
    }
    return !control.isCancelled;
  };
  return {
    control: () => control,
    async begin(shard, start) {
      const known: KnownShard = { shard, lastInWork: undefined, given: control, handle: undefined };
      open.push(known);
      known.given = controlOfLast();
      const handle = await start(known.given);
      known.handle = handle;
      let isOver = false;
      const close = (): void => {
        isOver = true;
        open.splice(open.indexOf(known), 1);
        void tellLast();
      };
      // Settles in either case: whoever asks for the result may do so long after it failed.
      const ending = handle.result().then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      );
      void ending.then(close);
      await tellLast();
      return {
        leavesPlaces: () =>
          condition(
            () =>
              isOver ||
              (known.lastInWork !== undefined &&
                control.dialogsAtOnce - known.lastInWork >= placesPerStep(control.dialogsAtOnce)),
          ),
        async result() {
          const ended = await ending;
          if ('error' in ended) throw ended.error;
          return ended.result;
        },
      };
    },
    hear(news) {
      const known = open.find(({ shard }) => shard === news.shard);
      if (known === undefined || news.lastInWork === undefined) return;
      known.lastInWork = news.lastInWork;
      void tellLast();
    },
    lastInWork,
    rest,
    async pass() {
      if (await rest()) return;
      throw ApplicationFailure.create({ type: 'RunCancelled', message: 'the run was cancelled', nonRetryable: true });
    },
  };
}

const isSame = (one: RunControl, other: RunControl): boolean =>
  one.isPaused === other.isPaused && one.isCancelled === other.isCancelled && one.dialogsAtOnce === other.dialogsAtOnce;
