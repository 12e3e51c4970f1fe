import { describeConfig } from '../../infra/config/describe-config.ts';
import { resolveRunConfig } from '../../infra/config/resolve-run-config.ts';
import { readConfigFlags } from '../config-flags.ts';
import type { ConfigFlags } from '../config-flags.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutraliseJson } from '../output/neutralise.ts';

export interface LaunchOptions extends ConfigFlags {
  config?: string;
  runs?: string;
  /** Goes on with this run; what is not given is as it is there. */
  run?: string;
  /** Failed dialogs are made anew first. */
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

/** `convrec launch`: from review files to a finished dataset, or on from where the same run was. */
export async function launch(options: LaunchOptions, context: Context): Promise<ExitCode> {
  const { env, folder, terminal } = context;
  const flags = readConfigFlags(options, folder);
  const named =
    options.run === undefined ? undefined : await findRun(resolveRunsRoot(options.runs, context), options.run);
  const base = named === undefined ? undefined : await openRunFolder(named).readConfig();
  const { config, origins } = await resolveRunConfig({ folder, env, configFile: options.config, flags, base });
  if (options.printConfig !== true) {
    // Loaded only now: a look at the config, or an error in it, comes at once.
    const { generateDataset } = await import('./generate-dataset.ts');
    return generateDataset({ config, named }, options, context);
  }
  const asJson = (): string =>
    neutraliseJson(JSON.stringify({ config, origins: Object.fromEntries(origins) }, null, 2));
  await terminal.write(options.json === true ? `${asJson()}\n` : describeConfig(config, origins));
  return 0;
}
