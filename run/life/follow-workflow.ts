import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowFailedError } from '@temporalio/client';
import { toStudioFailure } from './workflow-failure.ts';

export interface FollowWorkflow {
  pollMs: number;
  /** Ends the following, not the workflow. */
  signal: AbortSignal;
  /** While it goes on. */
  onPoll: () => Promise<void>;
  /** Once it has ended, before its result is told. */
  onEnd?: () => Promise<void>;
  /** Whether an error says nothing on the workflow, which is then waited for again. */
  outlasts?: (error: unknown) => boolean;
}

/** Waits for a workflow's result. Undefined where it was told to stop following; throws the workflow's own failure. */
export async function followWorkflow<T>(
  handle: { result(): Promise<T> },
  { pollMs, signal, onPoll, onEnd, outlasts = () => false }: FollowWorkflow,
): Promise<T | undefined> {
  const pause = (): Promise<undefined> => sleep(pollMs, undefined, { signal }).catch(() => undefined);
  let ending = settle(handle.result());
  while (!signal.aborted) {
    const ended = await Promise.race([ending, pause()]);
    if (ended === undefined) {
      await onPoll();
    } else if ('error' in ended && outlasts(ended.error)) {
      await pause();
      ending = settle(handle.result());
    } else {
      await onEnd?.();
      if ('result' in ended) return ended.result;
      throw ended.error instanceof WorkflowFailedError ? toStudioFailure(ended.error) : ended.error;
    }
  }
  return undefined;
}

/** Resolves in either case, so that no rejection goes unseen between two polls. */
const settle = <T>(work: Promise<T>): Promise<{ result: T } | { error: unknown }> =>
  work.then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
