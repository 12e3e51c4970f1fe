import type { ConfigFlags } from '../config-flags.ts';

/** What `launch`, `resume` and their kin take on the command line. */
export interface LaunchOptions extends ConfigFlags {
  config?: string;
  runs?: string;
  /** Goes on with this run; what is not given is as it is there. */
  run?: string;
  /** Retries failed dialogs first. */
  retryFailed?: boolean;
  /** Only the dataset of the dialogs that have ended. */
  gatherOnly?: boolean;
  printConfig?: boolean;
  fresh?: boolean;
  /** False for `--no-worker`. */
  worker: boolean;
  detach?: boolean;
  /** False for `--no-check`: the endpoints are not asked before the stages. */
  check?: boolean;
  preview?: string;
  json?: boolean;
}
