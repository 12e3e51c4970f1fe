import { resolve } from 'node:path';
import type { Terminal } from './output/terminal.ts';

/** What every verb works with. */
export interface Context {
  terminal: Terminal;
  env: NodeJS.ProcessEnv;
  /** The person's working folder. */
  folder: string;
  /** The arguments after `convrec`, as given. */
  args: readonly string[];
  /** All of stdin. */
  readInput: () => Promise<string>;
}

/** `--runs`, else CONVREC_RUNS, else ./runs; absolute. */
export function resolveRunsRoot(given: string | undefined, { env, folder }: Context): string {
  const fromEnvironment = env['CONVREC_RUNS'];
  return resolve(folder, given ?? (fromEnvironment === undefined || fromEnvironment === '' ? 'runs' : fromEnvironment));
}

/** Where the local Temporal server of these runs keeps its data. */
export const stateFolderOf = (runsRoot: string): string => resolve(runsRoot, '.temporal');
