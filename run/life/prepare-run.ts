import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureSample } from '../../datasets/sample/ensure-sample.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { InputFile } from '../../schemas/manifest.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import type { SourceConfig } from '../../schemas/source-config.ts';
import { guessSource } from '../../infra/inputs/guess-source.ts';
import { describeTitles } from '../../studio/staging/describe-titles.ts';
import type { RecognisedSource, SourceFile } from '../../studio/staging/source-file.ts';
import { hashSource } from '../../infra/inputs/list-source-files.ts';
import { recogniseSource } from '../../infra/inputs/recognise-source.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { NewRun } from './create-run.ts';
import { deriveRunId } from './run-id.ts';
import { readVersions } from './versions.ts';

export interface PrepareRequest {
  config: RunConfig;
  /** Absolute. Made when it is missing; the bundled sample is kept in `.samples` below it. */
  runsRoot: string;
  /** The run that was named; undefined where it is derived from the reviews and the config. */
  named?: RunRef | undefined;
  /** A run that the reviews must be those of. */
  sameReviewsAs?: RunRef | undefined;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** From here on a person wonders whether anything happens. */
const longReadBytes = 200_000_000;

/**
 * Finds the reviews (or makes the sample), reads them once for their hashes, and derives the run's id from them and the config. Nothing is
 * written for the run itself. Throws DatasetMalformed, InvalidRunConfig or RunFolderUnusable.
 */
export async function prepareRun({
  config,
  runsRoot,
  named,
  sameReviewsAs = named,
  say,
  signal,
}: PrepareRequest): Promise<NewRun> {
  await makeRunsRoot(runsRoot);
  const source = await locateSource(config.source, runsRoot, say);
  const { kind, files, ignored } = await recogniseSource(source);
  checkTitles(kind, files, say);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > longReadBytes)
    say(`Reading ${files.length} files (${(bytes / 1e9).toFixed(1)} GB) once for their hashes ...`);
  if (source.kind !== 'sample' && ignored.length > 0) say(`Left alone in ${source.path}: ${shorten(ignored)}.`);
  const inputs = await hashSource(source, { signal });
  const versions = readVersions();
  const sourceKind = source.kind === 'sample' ? 'sample' : kind;
  const derived = {
    runId: deriveRunId({ config, sourceKind, inputs, codeVersion: versions['convrec'] ?? '' }),
    runsRoot,
  };
  if (sameReviewsAs !== undefined) await checkInputs(sameReviewsAs, inputs);
  // The kind and the domain that were found: plans and what the agents say depend on them.
  const guessed = await guessSource({ ...source, kind: sourceKind });
  for (const line of guessed.said) say(line);
  const resolved: Omit<NewRun, 'ref'> = { config: { ...config, source: guessed.source }, versions };
  return named === undefined ? { ref: derived, ...resolved } : { ref: named, ...resolved, isNamed: true };
}

/**
 * A dialog names items by their titles: without them a run of official files would end with nothing. Throws DatasetMalformed. Own files may have
 * none: their items are called by their ids.
 */
function checkTitles(kind: RecognisedSource['kind'], files: readonly SourceFile[], say: (line: string) => void): void {
  if (files.some(({ role }) => role === 'items')) return;
  if (kind === 'mapped') {
    say(`No file says what the items are called: dialogs call them by their ids. ${describeTitles(kind)}`);
    return;
  }
  throw new StudioFailure(
    'DatasetMalformed',
    'no file says what the items are called, and dialogs name them by their titles',
    {
      remedy: describeTitles(kind),
    },
  );
}

/** A named run goes on with the reviews that it was made of, wherever they lie now. Throws RunFolderUnusable for others. */
async function checkInputs(ref: RunRef, inputs: readonly Pick<InputFile, 'file' | 'sha256'>[]): Promise<void> {
  const known = (await openRunFolder(ref).readManifest())?.stages.find(({ stage }) => stage === 'reviews')?.inputs;
  if (known === undefined) return;
  const now = new Map(inputs.map(({ file, sha256 }) => [file, sha256]));
  const changed = known.filter(({ file, sha256 }) => now.get(file) !== sha256).map(({ file }) => file);
  const added = inputs.filter(({ file }) => !known.some((before) => before.file === file)).map(({ file }) => file);
  const differing = [...changed, ...added];
  if (differing.length === 0) return;
  throw new StudioFailure('RunFolderUnusable', `run ${ref.runId} was made of other reviews: ${shorten(differing)}`, {
    remedy:
      'Name the folder that holds them with --source, or make another run of these: convrec launch without --run.',
  });
}

async function makeRunsRoot(runsRoot: string): Promise<void> {
  try {
    await mkdir(runsRoot, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = 'Name a folder that this user may write with --runs or CONVREC_RUNS.';
    throw new StudioFailure('RunFolderUnusable', `${runsRoot} cannot hold runs: ${reason}`, { remedy }, error);
  }
}

async function locateSource(
  source: SourceConfig,
  runsRoot: string,
  say: (line: string) => void,
): Promise<SourceConfig> {
  if (source.kind !== 'sample') return source;
  const { folder, generated } = await ensureSample(join(runsRoot, '.samples'), source.sample);
  const { domain, users } = source.sample;
  say(
    `${generated ? 'Made' : 'Found'} the bundled sample: simulated ${domain} reviews of ${users.toLocaleString('en')} users in ${folder}.`,
  );
  return { ...source, path: folder };
}

const shownFiles = 5;

const shorten = (files: readonly string[]): string =>
  files.length > shownFiles
    ? `${files.slice(0, shownFiles).join(', ')} and ${files.length - shownFiles} more`
    : files.join(', ');
