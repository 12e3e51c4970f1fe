import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { shapeOf } from '../../schemas/secret-shape.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { Assignment, ConfigProblem } from './assignment.ts';
import { findNearestName } from './nearest-name.ts';
import { isRecord, readConfigFile } from './read-config-file.ts';
import type { ConfigFile } from './read-config-file.ts';
import { readEnvironment } from './read-environment.ts';
import { findSettingConflicts } from './setting-conflicts.ts';
import { listKeysAt, settings } from './settings.ts';

export interface ConfigRequest {
  /** Where `convrec.yaml` is looked for and what relative paths of variables and flags start from. */
  folder: string;
  env: NodeJS.ProcessEnv;
  /** What `--config` named. */
  configFile?: string | undefined;
  /** The config of a run that was named: what nobody gives now is as it is there. */
  base?: RunConfig | undefined;
  /** Settings given as flags, in their order; problems found while reading them. */
  flags: { assignments: readonly Assignment[]; problems: readonly ConfigProblem[] };
}

export interface ResolvedConfig {
  config: RunConfig;
  /** Who decided each setting: `default`, `convrec.yaml:3:5`, `CONVREC_SEED`, `--seed`. */
  origins: ReadonlyMap<string, string>;
}

/** default < file < environment < flag. Throws InvalidRunConfig that lists every problem with its place. */
export async function resolveRunConfig(request: ConfigRequest): Promise<ResolvedConfig> {
  const file = await readConfigFile(request.configFile, request.folder);
  const environment = readEnvironment(request.env);
  const fileProblems = file === undefined ? [] : findFileProblems(file);
  const earlier = [...fileProblems, ...environment.problems, ...request.flags.problems];
  if (earlier.length > 0) throw invalid(earlier);

  const base = request.base === undefined ? {} : baseOf(request.base);
  const given = overlay(base, file === undefined ? {} : anchorSource(file));
  const untold = request.base === undefined ? 'default' : 'its run';
  const origins = new Map(settings.map(({ path }) => [path, originInFile(path, file) ?? untold]));
  for (const { path, value, origin } of [...environment.assignments, ...request.flags.assignments]) {
    assign(given, path, path === 'source.path' && value !== '' ? resolve(request.folder, String(value)) : value);
    origins.set(path, origin);
  }
  const parsed = RunConfigSchema.safeParse(given);
  if (!parsed.success) {
    throw invalid(
      parsed.error.issues.flatMap((issue) => describeIssue(issue, given, (path) => originOf(path, origins))),
    );
  }
  const config = withSampleAsDefault(parsed.data);
  const conflicts = findSettingConflicts(config, origins);
  if (conflicts.length > 0) throw invalid(conflicts);
  return { config, origins };
}

/** The sample's folder is made, not given; and a launch without a budget has none. */
function baseOf({ budget: _budget, ...config }: RunConfig): Record<string, unknown> {
  const { source } = config;
  return structuredClone({ ...config, source: source.kind === 'sample' ? { ...source, path: '' } : source });
}

/** A mapping of columns is one thing: a new one takes the place of the whole of the old. */
function overlay(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = key !== 'mapped' && isRecord(below) && isRecord(value) ? overlay(below, value) : value;
  }
  return merged;
}

function findFileProblems(file: ConfigFile): ConfigProblem[] {
  const parsed = RunConfigSchema.safeParse(file.content);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => describeIssue(issue, file.content, file.locate));
}

/** A relative path in the file starts from the file's own folder, so that the config works from everywhere. */
function anchorSource(file: ConfigFile): Record<string, unknown> {
  const content = structuredClone(file.content);
  const { source } = content;
  if (isRecord(source) && typeof source['path'] === 'string' && source['path'] !== '') {
    source['path'] = resolve(dirname(file.path), source['path']);
  }
  return content;
}

function originInFile(path: string, file: ConfigFile | undefined): string | undefined {
  const segments = path.split('.');
  return file !== undefined && valueAt(file.content, segments) !== undefined ? file.locate(segments) : undefined;
}

function assign(target: Record<string, unknown>, path: string, value: unknown): void {
  const segments = path.split('.');
  const last = segments.pop() ?? path;
  let section = target;
  for (const segment of segments) {
    const below = section[segment];
    const next: Record<string, unknown> = isRecord(below) ? below : {};
    section[segment] = next;
    section = next;
  }
  section[last] = value;
}

function describeIssue(
  issue: z.core.$ZodIssue,
  given: unknown,
  locate: (path: readonly PropertyKey[]) => string,
): ConfigProblem[] {
  const place = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ place: locate([...issue.path, key]), message: describeUnknownKey(place, key) }));
  }
  if (issue.code === 'custom' && issue.params?.['isSecret'] === true) {
    return [{ place: locate(issue.path), message: `${place} ${issue.message}` }];
  }
  const value = valueAt(given, issue.path);
  // A key may stand where the name of its variable should.
  const isHidden = typeof value === 'string' && shapeOf(value) !== 'none' && /variable|headers|query/iu.test(place);
  const shown = value === undefined ? 'missing' : isHidden ? '(not shown)' : JSON.stringify(value);
  return [
    { place: locate(issue.path), message: `${place === '' ? 'the config' : place} is ${shown}: ${issue.message}` },
  ];
}

function describeUnknownKey(section: string, key: string): string {
  const known = listKeysAt(section);
  const nearest = findNearestName(key, known);
  const where = section === '' ? 'at the top level' : `in ${section}`;
  const advice = nearest === undefined ? `known there: ${known.join(', ')}` : `did you mean ${nearest}?`;
  return `unknown key ${JSON.stringify(key)} ${where}; ${advice}`;
}

/** The origin of the setting itself, or of any setting of the section an issue is about. */
function originOf(path: readonly PropertyKey[], origins: ReadonlyMap<string, string>): string {
  const place = path.join('.');
  const below = [...origins].filter(([known]) => known === place || known.startsWith(`${place}.`));
  return below.map(([, origin]) => origin).find((origin) => origin !== 'default') ?? 'default';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.getOwnPropertyDescriptor(found, key)?.value;
  }
  return found;
}

/** The bundled sample, where nothing is given about the source. */
function withSampleAsDefault(config: RunConfig): RunConfig {
  const { source } = config;
  return source.kind === 'auto' && source.path === '' ? { ...config, source: { ...source, kind: 'sample' } } : config;
}

function invalid(problems: readonly ConfigProblem[]): StudioFailure {
  return new StudioFailure(
    'InvalidRunConfig',
    problems.map(({ place, message }) => `${place}: ${message}`).join('\n'),
    {
      remedy: 'Correct it where the line says; `convrec launch --print-config` shows every setting and who decided it.',
    },
  );
}
