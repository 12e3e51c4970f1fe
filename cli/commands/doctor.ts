import { resolveRunConfig } from '../../infra/config/resolve-run-config.ts';
import type { ResolvedConfig } from '../../infra/config/resolve-run-config.ts';
import { inspectSource } from '../../infra/inputs/inspect-source.ts';
import { findEndpointProblems, findPlainTextRisks } from '../../infra/model/find-endpoint-problems.ts';
import { findMachineProblems } from '../../run/life/find-machine-problems.ts';
import { findServerProblems } from '../../infra/local-server/find-server-problems.ts';
import type { ServerCheck } from '../../infra/local-server/find-server-problems.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { readConfigFlags } from '../config-flags.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot, stateFolderOf } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutralise, neutraliseJson } from '../output/neutralise.ts';

/** A warning is well enough for a run and worth a look. */
type Check = ServerCheck & { isWarning?: true };

export interface DoctorOptions {
  config?: string;
  source?: string;
  model?: string;
  baseUrl?: string;
  runs?: string;
  json?: boolean;
}

/** `convrec doctor`: one line for each thing a run needs; starts and installs nothing. */
export async function doctor(options: DoctorOptions, context: Context): Promise<ExitCode> {
  const { env, terminal } = context;
  const runsRoot = resolveRunsRoot(options.runs, context);
  const { config, checks: configChecks } = await checkConfig(options, context);
  const checks: Check[] = [
    ...(await findMachineProblems(runsRoot, env)),
    ...(await findServerProblems({ stateFolder: stateFolderOf(runsRoot), env })),
    ...configChecks,
    ...(config === undefined
      ? []
      : [...(await checkSource(config)), await checkModel(config, env), ...warnOfKeys(config, env)]),
  ];
  const isWell = checks.every(({ ok }) => ok);
  const { green, red, yellow, dim } = terminal.colours;
  const width = Math.max(...checks.map(({ check }) => check.length));
  const lines = checks.flatMap(({ check, ok, isWarning, detail, remedy }) => [
    `${isWarning === true ? yellow('!') : ok ? green('✓') : red('✗')} ${check.padEnd(width)}  ${neutralise(detail)}`,
    ...(ok ? [] : [dim(`  what to do: ${neutralise(remedy)}`)]),
  ]);
  const json = (): string => `${neutraliseJson(JSON.stringify(checks, null, 2))}\n`;
  await terminal.write(options.json === true ? json() : `${lines.join('\n')}\n`);
  return isWell ? 0 : 9;
}

async function checkConfig(
  options: DoctorOptions,
  { env, folder }: Context,
): Promise<{ config: RunConfig | undefined; checks: Check[] }> {
  const check = 'Config';
  try {
    const flags = readConfigFlags(options, folder);
    const resolved: ResolvedConfig = await resolveRunConfig({ folder, env, configFile: options.config, flags });
    const given = new Set([...resolved.origins.values()].filter((origin) => origin !== 'default'));
    const detail = given.size === 0 ? 'all defaults' : `valid; settings given at ${[...given].join(', ')}`;
    return { config: resolved.config, checks: [{ check, ok: true, detail, remedy: '' }] };
  } catch (error) {
    if (!(error instanceof StudioFailure)) throw error;
    const { message, details } = error;
    return { config: undefined, checks: [{ check, ok: false, detail: message, remedy: details.remedy ?? '' }] };
  }
}

/** The first rows of the reviews as a run would read them, five of them shown. */
async function checkSource({ source }: RunConfig): Promise<Check[]> {
  const check = 'Reviews';
  if (source.kind === 'sample') return [{ check, ok: true, detail: 'the bundled sample, made at launch', remedy: '' }];
  const { problems, summary, reviews } = await inspectSource(source);
  const remedies = problems.map(({ remedy }) => remedy).filter((remedy) => remedy !== '');
  const remedy = [...remedies, '`convrec launch --help` says which files are read.'].join(' ');
  const shown = reviews.map((detail) => ({ check: '  as read', ok: true, detail, remedy: '' }));
  if (problems.length === 0) return [{ check, ok: true, detail: `${source.path}: ${summary}`, remedy: '' }, ...shown];
  return [{ check, ok: false, detail: problems.map(({ problem }) => shorten(problem)).join('; '), remedy }, ...shown];
}

function warnOfKeys(config: RunConfig, env: NodeJS.ProcessEnv): Check[] {
  return findPlainTextRisks(config, env).map((risk) => ({
    check: 'Key',
    ok: true,
    isWarning: true,
    detail: `warning: ${risk}`,
    remedy: '',
  }));
}

const shorten = (problem: string): string => (problem.length > 1500 ? `${problem.slice(0, 1500)}…` : problem);

async function checkModel(config: RunConfig, env: NodeJS.ProcessEnv): Promise<Check> {
  const check = 'Model';
  if (config.model.kind === 'offline')
    return { check, ok: true, detail: 'the offline realizer: no key, no network', remedy: '' };
  const problems = await findEndpointProblems(config, env);
  const ok = problems.length === 0;
  const detail = ok
    ? `${config.model.name} at ${config.model.baseUrl ?? 'the default endpoint'} answers`
    : problems.join('; ');
  const remedy = ok ? '' : `Check ${config.model.keyVariable}, model.name and model.baseUrl (--base-url).`;
  return { check, ok, detail, remedy };
}
