import { describeConfig } from '../../infra/config/describe-config.ts';
import { resolveRunConfig } from '../../infra/config/resolve-run-config.ts';
import { readConfigFlags } from '../config-flags.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutraliseJson } from '../output/neutralise.ts';
import type { LaunchOptions } from './launch-options.ts';

/** `convrec launch`: from review files to a finished dataset, or on from where the same run was. */
export async function launch(options: LaunchOptions, context: Context): Promise<ExitCode> {
  const { env, folder, terminal } = context;
  const flags = readConfigFlags(options, folder);
  const named =
    options.run === undefined
      ? undefined
      : await findRun(resolveRunsRoot(options.runs, context), options.run, { isLaunched: true });
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
