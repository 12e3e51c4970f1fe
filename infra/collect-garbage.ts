import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/**
 * Gives back what JavaScript no longer uses, in some tens of milliseconds. V8 lets hundreds of megabytes of garbage lie while dialogs are made; a
 * database that then takes its own memory would come on top of them.
 */
export function collectGarbage(): void {
  if (collect === undefined) {
    // As `node --expose-gc` would; a context made after this has the function.
    setFlagsFromString('--expose-gc');
    const found: unknown = runInNewContext('gc');
    collect = typeof found === 'function' ? () => void found() : () => {};
  }
  collect();
}
