import { describeConfig } from '../../infra/config/describe-config.ts';
import { resolveRunConfig } from '../../infra/config/resolve-run-config.ts';
import { readConfigFlags } from '../config-flags.ts';
import type { ConfigFlags } from '../config-flags.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutraliseJson } from '../neutralise.ts';

export interface LaunchOptions extends ConfigFlags {
  config?: string;
  runs?: string;
  printConfig?: boolean;
  fresh?: boolean;
  /** False for `--no-worker`. */
  worker: boolean;
  detach?: boolean;
  preview?: string;
  json?: boolean;
}

/** `convrec launch`: from review files to a finished dataset, or on from where the same run was. */
export async function launch(options: LaunchOptions, context: Context): Promise<ExitCode> {
  const { env, folder, terminal } = context;
  const flags = readConfigFlags(options, folder);
  const { config, origins } = await resolveRunConfig({ folder, env, configFile: options.config, flags });
  if (options.printConfig !== true) {
    // Loaded only now: a look at the config, or an error in it, comes at once.
    const { generateDataset } = await import('../generate-dataset.ts');
    return generateDataset(config, options, context);
  }
  const asJson = (): string =>
    neutraliseJson(JSON.stringify({ config, origins: Object.fromEntries(origins) }, null, 2));
  await terminal.write(options.json === true ? `${asJson()}\n` : describeConfig(config, origins));
  return 0;
}
