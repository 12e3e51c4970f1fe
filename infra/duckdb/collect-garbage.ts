import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Databases are opened several times a second while dialogs are made: collecting each time took a seventh more CPU time. */
const everyMs = 15_000;

/**
 * Makes what gives back what JavaScript no longer uses, in some tens of milliseconds, if the last time is a while ago. V8 lets hundreds of
 * megabytes of garbage lie while dialogs are made; a database that then takes its own memory would come on top of them.
 */
export function createGarbageCollector(): (nowMs?: number) => void {
  let collect: (() => void) | undefined;
  let collectedAtMs = Number.NEGATIVE_INFINITY;
  return (nowMs = performance.now()) => {
    if (nowMs - collectedAtMs < everyMs) return;
    collectedAtMs = nowMs;
    collect ??= findCollector();
    collect();
  };
}

function findCollector(): () => void {
  // As `node --expose-gc` would; a context made after this has the function.
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('gc');
  return typeof found === 'function' ? () => void found() : () => {};
}
