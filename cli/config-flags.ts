import { resolve } from 'node:path';
import { parseAssignment } from '../infra/config/assignment.ts';
import type { Assignment, ConfigProblem } from '../infra/config/assignment.ts';
import { StudioFailure } from '../schemas/failure.ts';
import { RunConfigSchema } from '../schemas/run-config.ts';
import type { RunConfig } from '../schemas/run-config.ts';

/** Flags of `launch` that decide settings, as commander names them. */
export interface ConfigFlags {
  source?: string;
  /** `en` or `any`. */
  language?: string;
  sampleDomain?: string;
  sampleUsers?: string;
  seed?: string;
  model?: string;
  baseUrl?: string;
  limit?: string;
  concurrency?: string;
  budgetUsd?: string;
  budgetTokens?: string;
  set?: string[];
}

export interface ReadFlags {
  assignments: Assignment[];
  problems: ConfigProblem[];
}

/** The flags as settings. `--set` comes last, so it wins over the short flags. */
export function readConfigFlags(flags: ConfigFlags, folder: string): ReadFlags {
  const read: ReadFlags = { assignments: [], problems: [] };
  const add = (origin: string, path: string, text: string | undefined): void => {
    if (text === undefined) return;
    const parsed = parseAssignment(path, text, origin);
    if ('place' in parsed) read.problems.push(parsed);
    else read.assignments.push(parsed);
  };
  addSource(add, flags.source, folder);
  add('--language', 'source.language', flags.language);
  add('--sample-domain', 'source.sample.domain', flags.sampleDomain);
  add('--sample-users', 'source.sample.users', flags.sampleUsers);
  add('--seed', 'seed', flags.seed);
  addModel(read, add, flags.model);
  add('--base-url', 'model.baseUrl', flags.baseUrl);
  add('--limit', 'targets.limit', flags.limit);
  add('--concurrency', 'concurrency.dialogs', flags.concurrency);
  add('--budget-usd', 'budget.usd', flags.budgetUsd);
  add('--budget-tokens', 'budget.tokens', flags.budgetTokens);
  for (const text of flags.set ?? []) {
    const [, path, value] = /^([^=]+)=(.*)$/su.exec(text) ?? [];
    if (path === undefined) read.problems.push({ place: '--set', message: `${JSON.stringify(text)} is not key=value` });
    else add(`--set ${path}`, path, value);
  }
  return read;
}

/**
 * Returns the settings of one section that flags give. Throws InvalidRunConfig with the remedy where a flag cannot be read.
 */
export function readSectionFlags(
  section: 'model' | 'budget',
  flags: ConfigFlags,
  folder: string,
  remedy: string,
): Record<string, unknown> {
  const { assignments, problems } = readConfigFlags(flags, folder);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new StudioFailure('InvalidRunConfig', `${problem.place}: ${problem.message}`, { remedy });
  }
  return Object.fromEntries(assignments.map(({ path, value }) => [path.slice(`${section}.`.length), value]));
}

/** Returns a run's config with something changed in it. Throws InvalidRunConfig with the remedy where that is none. */
export function parseChangedConfig(changed: unknown, remedy: string): RunConfig {
  const parsed = RunConfigSchema.safeParse(changed);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new StudioFailure('InvalidRunConfig', issues.join('; '), { remedy });
}

type Add = (origin: string, path: string, text: string | undefined) => void;

/** `--source sample` is the bundled sample; a folder of that name is `./sample`. */
function addSource(add: Add, source: string | undefined, folder: string): void {
  if (source === undefined) return;
  add('--source', 'source.kind', source === 'sample' ? 'sample' : 'auto');
  add('--source', 'source.path', source === 'sample' ? '' : resolve(folder, source));
}

function addModel({ problems }: ReadFlags, add: Add, model: string | undefined): void {
  if (model === undefined) return;
  const [, name] = /^openai:(.+)$/su.exec(model) ?? [];
  if (name === undefined && model !== 'offline') {
    problems.push({ place: '--model', message: `${JSON.stringify(model)} is neither "offline" nor "openai:NAME"` });
    return;
  }
  add('--model', 'model.kind', name === undefined ? 'offline' : 'openai');
  add('--model', 'model.name', name);
}
