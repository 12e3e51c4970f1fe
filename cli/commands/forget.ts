import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { areAspectsEdited } from '../../activities/profiling/read-aspect-edits.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { prepareRun } from '../../run/life/prepare-run.ts';
import { findForgotten } from '../../run/rights/forget/find-forgotten.ts';
import type { ForgottenReviews } from '../../run/rights/forget/find-forgotten.ts';
import { countAnswers } from '../../run/rights/forget/count-answers.ts';
import { searchRun } from '../../run/rights/forget/search-run.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { parseChangedConfig, readSectionFlags } from '../config-flags.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { neutraliseLines } from '../output/neutralise.ts';
import { renderOtherPlaces, renderSearch } from '../output/render-forgetting.ts';

export interface ForgetOptions {
  user?: string[];
  review?: string[];
  source?: string;
  deleteOld?: boolean;
  budgetUsd?: string;
  budgetTokens?: string;
  /** False for `--no-worker`. */
  worker: boolean;
  /** False for `--no-check`. */
  check?: boolean;
  runs?: string;
}

/** `convrec forget RUN`: makes a run that never had these rows, and searches it for what they held. */
export async function forget(runId: string, options: ForgetOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const say = (line: string): void => terminal.note(neutraliseLines(line));
  const old = openRunFolder(await findRun(resolveRunsRoot(options.runs, context), runId));
  const { user: users = [], review: reviews = [] } = options;
  if (users.length + reviews.length === 0) {
    throw new StudioFailure('InvalidRunConfig', 'nothing is named that is to be forgotten', {
      remedy: 'Name users with --user ID ... or reviews with --review ID ...',
    });
  }
  if (options.deleteOld === true) await refuseUnfinished(old);
  const forgotten = await findForgotten(old, { users, reviews });
  say(`To be forgotten: ${forgotten.texts.length} of the reviews of run ${old.ref.runId}.`);
  await noteWhatStays(old, say);
  const config = withExclusions(await old.readConfig(), forgotten, options, context);
  const prepared = await prepare(old, config, say);
  const made = openRunFolder(prepared.ref);
  if (made.folder === old.folder) {
    throw new StudioFailure('InvalidRunConfig', `run ${old.ref.runId} leaves these out already`, {
      remedy: 'What its rejected rows still name is in the source: mend or remove those rows there.',
    });
  }
  const { generateDataset } = await import('./generate-dataset.ts');
  const { worker, check, runs } = options;
  const code = await generateDataset(
    { config: prepared.config, named: undefined, prepared, ...(isPaid(config) ? { before: old.ref } : {}) },
    { worker, ...(check === undefined ? {} : { check }), ...(runs === undefined ? {} : { runs }) },
    context,
  );
  if ((await made.readManifest())?.status !== 'complete') return code;
  say(`Searching run ${made.ref.runId} for what was to be forgotten ...`);
  const search = await searchRun(made, forgotten);
  const isClean = search.found.length === 0;
  const answers = await countAnswers(made, old);
  if (isClean && options.deleteOld === true) await rm(old.folder, { recursive: true, force: true });
  const places = await renderOtherPlaces({ made, old, forgotten, deletesOld: options.deleteOld === true });
  await terminal.write(neutraliseLines(`\n${renderSearch({ made, search, answers, forgotten })}${places}`));
  return isClean ? code : 10;
}

const isPaid = ({ model, aspects }: RunConfig): boolean =>
  model.kind !== 'offline' || aspects.embedding.kind !== 'terms';

async function refuseUnfinished(old: RunFolder): Promise<void> {
  if ((await old.readManifest())?.status === 'complete') return;
  const { runId } = old.ref;
  throw new StudioFailure('RunFolderUnusable', `run ${runId} has not ended, so it is not deleted`, {
    remedy: `Leave --delete-old out, or let it end first: convrec launch --run ${runId}`,
  });
}

/** What people added to the run by hand stays with it. */
async function noteWhatStays(old: RunFolder, say: (line: string) => void): Promise<void> {
  const manifest = await old.readManifest();
  const edits = manifest?.stages.find(({ stage }) => stage === 'aspects')?.figures['edits'];
  const isEdited = (edits !== undefined && edits !== 'none') || (manifest && (await areAspectsEdited(old, manifest)));
  if (isEdited === true)
    say(`${old.path('aspects.yaml')} was edited: its edits are not taken over, the new run may have other aspects.`);
  for (const relation of ['judgements', 'ratings'] as const)
    if (await old.hasRelation(relation)) say(`The ${relation} of the run are not taken over.`);
  if ((await old.listNames('forks')).length > 0) say('The forks of its dialogs are not taken over.');
}

function withExclusions(
  config: RunConfig,
  { hashes }: ForgottenReviews,
  { budgetUsd, budgetTokens, source: moved }: ForgetOptions,
  { folder }: Context,
): RunConfig {
  const flags = {
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    ...(budgetTokens === undefined ? {} : { budgetTokens }),
  };
  const budget = readSectionFlags('budget', flags, folder, 'Give a number, for example --budget-usd 5.');
  const exclude = [...new Set([...(config.source.exclude ?? []), ...hashes])].toSorted();
  const path = moved === undefined ? config.source.path : resolve(folder, moved);
  return parseChangedConfig(
    {
      ...config,
      source: { ...config.source, path, exclude },
      budget: { ...config.budget, ...budget },
    },
    'For more ids than that, take the rows out of the source and launch it again.',
  );
}

async function prepare(old: RunFolder, config: RunConfig, say: (line: string) => void): ReturnType<typeof prepareRun> {
  const interruption = listenForInterruption();
  const { signal } = interruption;
  try {
    const { ref } = old;
    return await interruption.during(prepareRun({ config, runsRoot: ref.runsRoot, sameReviewsAs: ref, say, signal }));
  } finally {
    interruption.stopListening();
  }
}
