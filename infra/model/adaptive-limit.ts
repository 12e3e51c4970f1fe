/** How a call ended, as far as that shows how busy the endpoint is. */
export type CallEnd = 'answered' | 'overloaded' | 'other';

export interface AdaptiveLimit {
  /** Waits for a free place, in the order of asking; rejects with the signal's reason. Give the call's end to what it returns, once. */
  enter(signal: AbortSignal): Promise<(end: CallEnd) => void>;
  /** Calls that may be in flight now, at most the ceiling and at least one. */
  size(): number;
}

/**
 * Bounds the calls in flight to one endpoint: additive increase (about one more for each round of answered calls), multiplicative decrease
 * (half, on a 429 or a timeout). It starts at the ceiling, since most endpoints bear it. Calls that were under way when it was halved do not
 * halve it again: they met the same overload.
 */
export function createAdaptiveLimit(ceiling: number): AdaptiveLimit {
  let size = ceiling;
  let inFlight = 0;
  let generation = 0;
  const waiting = new Set<() => void>();

  const admit = (): void => {
    for (const start of waiting) {
      if (inFlight >= Math.floor(size)) return;
      waiting.delete(start);
      inFlight += 1;
      start();
    }
  };
  const leave = (end: CallEnd, born: number): void => {
    inFlight -= 1;
    if (end === 'answered') size = Math.min(ceiling, size + 1 / size);
    if (end === 'overloaded' && born === generation) {
      size = Math.max(1, size / 2);
      generation += 1;
    }
    admit();
  };
  return {
    size: () => Math.floor(size),
    async enter(signal) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const giveUp = (): void => {
          waiting.delete(start);
          reject(signal.reason);
        };
        const start = (): void => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiting.add(start);
        admit();
      });
      const born = generation;
      let isOver = false;
      return (end) => {
        if (isOver) throw new Error('a call can end only once');
        isOver = true;
        leave(end, born);
      };
    },
  };
}
