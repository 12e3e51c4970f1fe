import { z } from 'zod';
import { openAnnotation } from '../../run/annotation/open-annotation.ts';
import { openStudy } from '../../run/annotation/open-study.ts';
import type { OpenStudy, StudySettings } from '../../run/annotation/open-study.ts';
import { serveAnnotation } from '../../run/annotation/serve-annotation.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { withLock } from '../../infra/storage/exclusive-lock.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunFolder } from '../../activities/dependencies.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { parsePort, serveHere } from '../serve-here.ts';

export interface AnnotateOptions {
  runs?: string;
  port?: string;
  dialogs?: string;
  shared?: string;
  checks?: string;
  seed?: string;
}

/** `convrec annotate [RUN]`: serves the page on which people rate the run's dialogs, until Ctrl+C. */
export async function annotate(
  runId: string | undefined,
  options: AnnotateOptions,
  context: Context,
): Promise<ExitCode> {
  const { port, ...settings } = parseOptions(options);
  const run = openRunFolder(await findRun(resolveRunsRoot(options.runs, context), runId));
  const study = await openStudy(run, settings);
  // Two servers would not see each other's raters, and might write into one another's lines.
  const lock = run.path('evaluation/annotation/served.lock');
  return withLock(lock, { timeoutMs: Infinity, onWait: refuse }, () => serve(run, study, port, context));
}

function refuse(pid: number): never {
  throw new StudioFailure('RunFolderUnusable', `process ${pid} serves the annotation page of this run already`, {
    remedy: 'Use the address that it printed (any number of people may, at once), or end it first.',
  });
}

async function serve(run: RunFolder, study: OpenStudy, port: number, { terminal }: Context): Promise<ExitCode> {
  const annotation = openAnnotation(run, study, () => new Date());
  const server = await serveAnnotation({ annotation, runId: run.ref.runId, port });
  const notes = [describeStudy(study), `Ratings: ${run.path('evaluation/ratings')}. Ctrl+C ends it; nothing is lost.`];
  return serveHere(server, notes, terminal);
}

function describeStudy({ study, dialogIds }: OpenStudy): string {
  const given = Math.min(study.dialogs, dialogIds.size);
  const checks = `${study.checks} attention ${study.checks === 1 ? 'check' : 'checks'}`;
  return `Each rater is given ${given} of ${dialogIds.size} dialogs, ${study.sharedDialogIds.length} of them the same for all, and ${checks}.`;
}

function parseOptions({ port, dialogs, shared, checks, seed }: AnnotateOptions): StudySettings & { port: number } {
  return {
    port: parsePort(port, 'annotate'),
    ...(dialogs === undefined ? {} : { dialogs: parseFlag('dialogs', dialogs) }),
    ...(shared === undefined ? {} : { sharedShare: parseFlag('shared', shared) }),
    ...(checks === undefined ? {} : { checks: parseFlag('checks', checks) }),
    ...(seed === undefined ? {} : { seed: parseFlag('seed', seed) }),
  };
}

const ranges = {
  dialogs: { schema: z.coerce.number().int().min(1).max(100_000), meaning: 'a whole number from 1' },
  shared: { schema: z.coerce.number().min(0).max(1), meaning: 'a share, 0 to 1' },
  checks: { schema: z.coerce.number().int().min(0).max(1000), meaning: 'a whole number from 0' },
  seed: { schema: z.coerce.number().int(), meaning: 'a whole number' },
} as const;

function parseFlag(flag: keyof typeof ranges, text: string): number {
  const { schema, meaning } = ranges[flag];
  const parsed = schema.safeParse(text.trim() === '' ? Number.NaN : text);
  if (parsed.success) return parsed.data;
  throw new StudioFailure('InvalidRunConfig', `--${flag} ${JSON.stringify(text)} is not ${meaning}`, {
    remedy: 'See `convrec annotate --help`.',
  });
}
