import { resolve } from 'node:path';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { findRun } from '../../run/life/list-runs.ts';
import { hydrateDataset } from '../../run/rights/hydrate-dataset.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Context } from '../context.ts';
import { resolveRunsRoot } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutralise } from '../output/neutralise.ts';

export interface HydrateOptions {
  run?: string;
  reviews?: string;
  out?: string;
  runs?: string;
}

/** So many ids of missing reviews are named. */
const mostNamed = 10;

/** `convrec hydrate FOLDER`: puts the words of reviews back into a copy of a dataset, from the holder's own reviews. */
export async function hydrate(given: string, options: HydrateOptions, context: Context): Promise<ExitCode> {
  const { terminal, folder } = context;
  const from = resolve(folder, given);
  const to = options.out === undefined ? `${from}-hydrated` : resolve(folder, options.out);
  const { restored, differing, missing } = await hydrateDataset(from, to, await findReviews(options, context));
  await terminal.write(
    `${neutralise(to)}  ${restored.length} of ${restored.length + differing.length} files as they were\n`,
  );
  if (missing.length > 0) {
    const rest = missing.length > mostNamed ? ` and ${(missing.length - mostNamed).toLocaleString('en')} more` : '';
    terminal.note(
      `Not found, or shorter than they were: reviews ${neutralise(missing.slice(0, mostNamed).join(', '))}${rest}; their references stay.`,
    );
  }
  for (const file of differing) terminal.note(`Not what it was: ${file}`);
  return differing.length === 0 ? 0 : 10;
}

async function findReviews({ run, reviews, runs }: HydrateOptions, context: Context): Promise<string> {
  if (reviews !== undefined && run === undefined) return resolve(context.folder, reviews);
  if (run !== undefined && reviews === undefined)
    return openRunFolder(await findRun(resolveRunsRoot(runs, context), run)).relationPath('reviews');
  throw new StudioFailure('InvalidRunConfig', 'the reviews are to be named once: --run or --reviews', {
    remedy:
      'Name a run over the same reviews with --run (launching one stages them), or a Parquet file with review_id and text with --reviews.',
  });
}
