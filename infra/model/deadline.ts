export interface Deadline {
  signal: AbortSignal;
  isPast(): boolean;
  /** To be called when the work is over, whatever its end. */
  clear(): void;
}

/**
 * A signal that aborts after `timeoutMs` or with `caller`. On Node 20 an `AbortSignal.any` over `AbortSignal.timeout` can be collected as
 * garbage while a request waits on it, and then never fires: this one is held by its timer.
 */
export function endAfter(timeoutMs: number, caller: AbortSignal): Deadline {
  const controller = new AbortController();
  let isPast = false;
  const timer = setTimeout(() => {
    isPast = true;
    controller.abort(new DOMException(`no whole answer within ${timeoutMs} ms`, 'TimeoutError'));
  }, timeoutMs);
  const follow = (): void => controller.abort(caller.reason);
  if (caller.aborted) follow();
  else caller.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    isPast: () => isPast,
    clear() {
      clearTimeout(timer);
      caller.removeEventListener('abort', follow);
    },
  };
}
