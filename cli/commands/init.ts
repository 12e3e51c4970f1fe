import { access, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { guessSource } from '../../infra/inputs/guess-source.ts';
import { inspectSource } from '../../infra/inputs/inspect-source.ts';
import { recogniseSource } from '../../infra/inputs/recognise-source.ts';
import { sniffColumns } from '../../infra/inputs/sniff-columns.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { SourceConfigSchema } from '../../schemas/source-config.ts';
import type { SourceConfig } from '../../schemas/source-config.ts';
import { guessColumns, itemFields, requiredFields, reviewFields } from '../../studio/staging/guess-columns.ts';
import type { GuessedColumns } from '../../studio/staging/guess-columns.ts';
import { guessRatingScale, guessTimeFormat } from '../../studio/staging/guess-reading.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutralise } from '../output/neutralise.ts';
import { renderInitialConfig } from '../render-initial-config.ts';

export interface InitOptions {
  items?: string;
  force?: boolean;
}

const configName = 'convrec.yaml';

/** `convrec init FILE`: writes a commented config for own reviews, guessed from the file, and shows what it reads by it. */
export async function init(file: string, options: InitOptions, { folder, terminal }: Context): Promise<ExitCode> {
  const target = join(folder, configName);
  if (options.force !== true && (await isThere(target))) {
    throw new StudioFailure('InvalidRunConfig', `${target} is there already`, {
      remedy: 'Give --force to write over it, or go to another folder.',
    });
  }
  const reviewsPath = resolve(folder, file);
  const itemsPath = options.items === undefined ? undefined : resolve(folder, options.items);
  const { source, missing } = (await recogniseOfficial(reviewsPath)) ?? (await guessMapping(reviewsPath, itemsPath));
  const { source: guessed, said } = missing.length > 0 ? { source, said: [] } : await guessSource(source);
  await writeFile(target, renderInitialConfig(guessed, { folder, missing }));
  await terminal.write(`${target} written.\n`);
  for (const line of said) terminal.note(neutralise(line));
  if (missing.length > 0) {
    throw new StudioFailure('DatasetMalformed', `no column of ${reviewsPath} was recognised as ${missing.join(', ')}`, {
      remedy: `Fill in the columns marked TODO in ${target}, then look again: convrec doctor --config ${configName}`,
    });
  }
  const { problems, summary, reviews } = await inspectSource(guessed);
  await terminal.write([summary, ...reviews].map((line) => `${neutralise(line)}\n`).join(''));
  const [first] = problems;
  if (first !== undefined) throw new StudioFailure('DatasetMalformed', first.problem, { remedy: first.remedy });
  await terminal.write('Next: npx convrec launch --preview 3\n');
  return 0;
}

/** Official files need no mapping; undefined for any other. */
async function recogniseOfficial(path: string): Promise<{ source: SourceConfig; missing: string[] } | undefined> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  const source = SourceConfigSchema.parse({ kind: 'auto', path: isFolder ? path : dirname(path) });
  const recognised = await recogniseSource(source).catch((error: unknown) => {
    if (isFolder) throw error;
    return undefined;
  });
  const isAmong = isFolder || recognised?.files.some((file) => file.path === path) === true;
  return recognised !== undefined && isAmong
    ? { source: { ...source, kind: recognised.kind }, missing: [] }
    : undefined;
}

async function guessMapping(
  reviewsPath: string,
  itemsPath: string | undefined,
): Promise<{ source: SourceConfig; missing: string[] }> {
  const reviews = await sniffColumns(reviewsPath);
  const columns = guessColumns(reviews.columns, reviewFields);
  const missing = requiredFields.filter((field) => columns[field] === undefined);
  const root = itemsPath === undefined ? dirname(reviewsPath) : commonFolder(reviewsPath, itemsPath);
  const items = itemsPath === undefined ? undefined : await sniffColumns(itemsPath);
  const itemColumns = items === undefined ? {} : guessColumns(items.columns, itemFields);
  const titled: GuessedColumns = items === undefined ? withTitle(columns) : withoutItemFields(columns);
  const nameOf = (path: string): string => relative(root, path).split(sep).join('/');
  const valuesOf = (column: string | undefined): readonly string[] =>
    reviews.columns.find(({ name }) => name === column)?.values ?? [];
  const timeFormat = guessTimeFormat(valuesOf(columns.reviewedAt));
  const blank = Object.fromEntries(missing.map((field) => [field, 'TODO']));
  return {
    missing,
    source: SourceConfigSchema.parse({
      kind: 'mapped',
      path: root,
      rating: guessRatingScale(valuesOf(columns.rating)),
      ...(timeFormat === undefined ? {} : { timeFormat }),
      mapped: {
        format: reviews.format,
        reviews: { file: nameOf(reviewsPath), columns: { ...titled, ...blank } },
        ...(itemsPath === undefined
          ? {}
          : { items: { file: nameOf(itemsPath), columns: { itemId: 'TODO', title: 'TODO', ...itemColumns } } }),
      },
    }),
  };
}

/** Without names of any kind, ids are better than nothing. */
function withTitle(columns: GuessedColumns): GuessedColumns {
  const { title = columns.itemId } = columns;
  return title === undefined ? columns : { ...columns, title };
}

function withoutItemFields({
  title: _title,
  category: _category,
  price: _price,
  ...columns
}: GuessedColumns): GuessedColumns {
  return columns;
}

function commonFolder(one: string, other: string): string {
  let folder = dirname(one);
  while (relative(folder, other).startsWith('..') && folder !== dirname(folder)) folder = dirname(folder);
  return basename(folder) === '' ? sep : folder;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
