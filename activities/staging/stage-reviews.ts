import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RowStep } from '../../schemas/manifest.ts';
import { describeCore } from '../../studio/staging/describe-core.ts';
import type { SourceInputs } from '../../studio/staging/readable-input.ts';
import type { RecognisedSource } from '../../studio/staging/source-file.ts';
import { describeTitles } from '../../studio/staging/describe-titles.ts';
import { describeUnmatched, describeUntitled, findJoinProblem } from '../../studio/staging/find-join-problem.ts';
import type { JoinFigures } from '../../studio/staging/find-join-problem.ts';
import { describeLanguages, findLanguageProblem } from '../../studio/staging/find-languages.ts';
import type { LanguageShares } from '../../studio/staging/find-languages.ts';
import { describeNoTarget } from '../../studio/staging/find-target-problem.ts';
import type { RelaxedCore } from '../../studio/staging/relax-core.ts';
import { findCore } from './find-core.ts';
import { forgetRows } from './forget-rows.ts';
import { readLanguages } from './read-languages.ts';
import { readReadingProblem } from './read-reading-problem.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';
import { stageSourceFiles } from './stage-source-files.ts';
import type { RoledFile } from './stage-source-files.ts';

/**
 * Makes stage 0, interactions in: every file of the source into canonical reviews and items, bad rows kept with their reasons, duplicates
 * removed, the k-core marked. Every review stays in `reviews`; the core decides only whose dialogs are made.
 * Errors of the stage: `DatasetMalformed` for a file without a readable row, for ratings, times or ids that are not what the config says, and
 * for a source of which no user can get a dialog.
 */
export function createStageReviews(inputs: SourceInputs): Stage {
  return {
    name: 'reviews',
    version: 2,
    reads: [],
    writes: ['reviews', 'items', 'rejected_rows'],
    settings: ({ source, core, targets }) => ({
      kind: source.kind,
      mapped: source.mapped ?? null,
      currency: source.currency,
      language: source.language,
      exclude: source.exclude?.toSorted(),
      rating: source.rating,
      timeFormat: source.timeFormat,
      core,
      minimumRating: targets.minimumRating,
      minimumHistory: targets.minimumHistory,
    }),
    async run(context) {
      const source = await inputs.recogniseSource(context.config.source);
      const { staged, steps: forgotten } = await forgetRows(
        context,
        source,
        await stageSourceFiles(context, inputs, source, (context.config.source.exclude ?? []).length > 0),
      );
      await checkReading(context);
      const languages = await checkLanguage(context);
      const steps = [...forgotten, ...(await describeReading(context, source, staged))];
      const renamed = await renameSharedIds(context);
      const isRenamed = `; ${renamed} reviews had an id that other users or items have too, and got one of their own`;
      steps.push(
        await removeRows(context, 'remove_repeated_ids', `one review id several times${renamed > 0 ? isRenamed : ''}`),
        await removeRows(context, 'remove_repeated_reviews', 'one user, item, time and text several times'),
        await removeRows(context, 'remove_copies', 'one user, time and text on several items'),
      );
      await nameByIds(context, source);
      const join = await checkJoin(context, source);
      const unmatched = describeUnmatched(join);
      if (unmatched !== undefined) {
        const { reviewed } = join;
        steps.push({ step: 'match items', rowsIn: reviewed, rowsOut: reviewed - join.unmatched, note: unmatched });
      }
      const untitled = describeUntitled(join);
      if (untitled !== undefined) steps.push({ step: 'name items', ...untitled });
      const core = await withLosses(steps, async () => {
        const found = await findCore(context);
        await checkTargets(context, source, found);
        return found;
      });
      const figures = await readFigures(context);
      const note = describeCore(core, context.config.core);
      steps.push({ step: 'mark k-core', rowsIn: figures.reviews, rowsOut: figures.core_reviews, note });
      await context.write('reviews', await staging(context, 'reviews'));
      await context.write('items', await staging(context, 'items'));
      await context.write('rejected_rows', await staging(context, 'rejected_rows'));
      return {
        steps,
        inputs: staged.map(({ input }) => input),
        figures: {
          source: source.kind,
          rejected_rows: staged.reduce((sum, { rowsIn, rowsOut }) => sum + rowsIn - rowsOut, 0),
          ...figures,
          languages: describeLanguages(languages),
          shared_review_ids: renamed,
          unmatched_items: join.described === 0 ? 0 : join.unmatched,
          ...(await countRejections(context)),
          core_users: core.users,
          core_items: core.items,
          core_eligible_users: core.eligibleUsers,
          core_items_a_user: context.config.core.users,
          core_users_an_item: core.itemMinimum,
        },
      };
    },
  };
}

const staging = ({ deps }: StageContext, name: string): Promise<string> => deps.readSql(`studio/staging/${name}.sql`);

/** A scale or a unit that is not what was meant would give a dataset that looks fine. */
async function checkReading({ db, deps, config }: StageContext): Promise<void> {
  const found = await readReadingProblem({ db, deps }, config.source);
  if (found !== undefined) throw new StudioFailure('DatasetMalformed', found.problem, { remedy: found.remedy });
}

async function checkLanguage({ db, deps, config }: StageContext): Promise<LanguageShares> {
  const languages = await readLanguages({ db, deps });
  const found = config.source.language === 'any' ? undefined : findLanguageProblem(languages);
  if (found !== undefined) throw new StudioFailure('DatasetMalformed', found.problem, { remedy: found.remedy });
  return languages;
}

/** Reviews whose id several users or items had. */
async function renameSharedIds({ db, deps }: StageContext): Promise<number> {
  const [result] = await db.rows(await deps.readSql('studio/staging/rename_shared_ids.sql'));
  return Number(result?.['Count']);
}

/** Own files may say nothing of their items. */
async function nameByIds({ db, deps }: StageContext, { kind, files }: RecognisedSource): Promise<void> {
  if (kind !== 'mapped' || files.some(({ role }) => role === 'items')) return;
  await db.run(await deps.readSql('studio/staging/name_items_by_id.sql'));
}

/** Without a single title a run would end with nothing, hours later. Where nobody who can get a dialog is asked for, that is nothing new. */
async function checkJoin(context: StageContext, source: RecognisedSource): Promise<JoinFigures> {
  const [row] = await context.db.rows(await staging(context, 'unmatched_items'));
  const join = JoinFiguresSchema.parse(row);
  const isAsked = join.described > 0 && context.config.core.minimumUsers > 0;
  const found = isAsked ? findJoinProblem(join, describeTitles(source.kind)) : undefined;
  if (found !== undefined) throw new StudioFailure('DatasetMalformed', found.problem, { remedy: found.remedy });
  return join;
}

/** `core.minimumUsers` of 0 asks for nobody who can get a dialog. */
async function checkTargets(context: StageContext, { kind }: RecognisedSource, core: RelaxedCore): Promise<void> {
  const { db, config } = context;
  if (core.eligibleUsers > 0 || config.core.minimumUsers === 0) return;
  const { minimumRating } = config.targets;
  const [row] = await db.rows(await staging(context, 'target_conditions'), { minimumRating });
  const { problem, remedy } = describeNoTarget(ConditionsSchema.parse(row), config.targets, describeTitles(kind));
  throw new StudioFailure('DatasetMalformed', problem, { remedy });
}

/** Adds to a failure which rows were lost before it: they may be the reason. */
async function withLosses<T>(steps: readonly RowStep[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StudioFailure)) throw error;
    const lost = steps
      .filter(({ step, rowsIn, rowsOut }) => rowsIn > rowsOut && step !== 'read items')
      .map(({ step, rowsIn, rowsOut, note }) => `${rowsIn - rowsOut} of ${rowsIn} at "${step}" (${note})`);
    if (lost.length === 0) throw error;
    const { name, message, details } = error;
    throw new StudioFailure(name, `${message}; lost before: ${lost.join(', ')}`, details, error);
  }
}

/** Rejected rows of the review files by reason, as figures. */
async function countRejections(context: StageContext): Promise<Record<string, number>> {
  const rows = await context.db.rows(await staging(context, 'rejections'), { source_file: null });
  const ofReviews = rows.filter(({ role }) => role === 'reviews');
  return Object.fromEntries(ofReviews.map(({ reason, rows: count }) => [`rejected: ${String(reason)}`, Number(count)]));
}

async function describeReading(
  context: StageContext,
  source: RecognisedSource,
  staged: readonly RoledFile[],
): Promise<RowStep[]> {
  const rejections = await context.db.rows(await staging(context, 'rejections'), { source_file: null });
  // A generated sample has its truth beside it, which is no news.
  const isLeftAloneShown = source.ignored.length > 0 && context.config.source.kind !== 'sample';
  return (['reviews', 'items'] as const).map((role) => {
    const files = staged.filter((file) => file.role === role);
    const rowsIn = files.reduce((sum, file) => sum + file.rowsIn, 0);
    const rowsOut = files.reduce((sum, file) => sum + file.rowsOut, 0);
    const reasons = rejections
      .filter((row) => row['role'] === role)
      .map(({ reason, rows }) => `${String(reason)} (${String(rows)})`);
    const notes = [
      files.length === 0
        ? 'no file: items are called by their ids'
        : `${files.length} ${files.length === 1 ? 'file' : 'files'}`,
      ...(reasons.length > 0 ? [`rejected: ${reasons.join(', ')}`] : []),
      ...(rowsIn - rowsOut > rowsIn / 2 ? ['more than half of the rows were rejected'] : []),
      ...(isLeftAloneShown && role === 'reviews' ? [`left alone: ${listSome(source.ignored)}`] : []),
    ];
    return { step: `read ${role}`, rowsIn, rowsOut, note: notes.join('; ') };
  });
}

const listSome = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');

async function removeRows(context: StageContext, step: string, note: string): Promise<RowStep> {
  const rowsIn = await countReviews(context);
  await context.db.run(await staging(context, step));
  context.deps.heartbeat({ stage: 'reviews', step });
  return { step: step.replaceAll('_', ' '), rowsIn, rowsOut: await countReviews(context), note };
}

async function countReviews({ db }: StageContext): Promise<number> {
  const [row] = await db.rows('select count(*) as reviews from staged_reviews where reason is null');
  return Number(row?.['reviews']);
}

interface Figures {
  reviews: number;
  users: number;
  items: number;
  reviews_without_text: number;
  core_reviews: number;
}

async function readFigures(context: StageContext): Promise<Figures> {
  const [row = {}] = await context.db.rows(await staging(context, 'review_figures'));
  const figure = (name: keyof Figures): number => Number(row[name]);
  return {
    reviews: figure('reviews'),
    users: figure('users'),
    items: figure('items'),
    reviews_without_text: figure('reviews_without_text'),
    core_reviews: figure('core_reviews'),
  };
}

const JoinFiguresSchema = z.object({
  reviewed: z.number(),
  unmatched: z.number(),
  titled: z.number(),
  unmatched_id: z.string().nullable(),
  untitled_id: z.string().nullable(),
  described_id: z.string().nullable(),
  described: z.number(),
});

const ConditionsSchema = z.object({
  users: z.number(),
  liked: z.number(),
  titled: z.number(),
  longest_history: z.number(),
  best_rating: z.number(),
});
