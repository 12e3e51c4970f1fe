import { sources } from '../../datasets/sources.ts';
import type { RowStep } from '../../schemas/manifest.ts';
import { describeCore } from '../../studio/staging/describe-core.ts';
import type { SourceInputs } from '../../studio/staging/readable-input.ts';
import type { FileRole, RecognisedSource } from '../../studio/staging/source-file.ts';
import { findCore } from './find-core.ts';
import type { Stage, StageContext } from '../stage/run-stage.ts';
import { stageSourceFile } from './stage-source-file.ts';
import type { StagedFile } from './stage-source-file.ts';

/** Macros that staging statements call: those of every source, and each source's own. */
const macros = [
  'studio/staging/parse_time.sql',
  'studio/staging/parse_price.sql',
  'studio/staging/review_hash.sql',
  ...Object.values(sources).flatMap((source) => source.macros),
];

/**
 * Makes stage 0, interactions in: every file of the source into canonical reviews and items, bad rows kept with their reasons, duplicates
 * removed, the k-core marked. Every review stays in `reviews`; the core decides only whose dialogs are made.
 * Errors of the stage: `DatasetMalformed` for a file without a readable row and for a source without a core.
 */
export function createStageReviews(inputs: SourceInputs): Stage {
  return {
    name: 'reviews',
    version: 1,
    reads: [],
    writes: ['reviews', 'items', 'rejected_rows'],
    settings: ({ source, core }) => ({ kind: source.kind, mapped: source.mapped ?? null, core }),
    async run(context) {
      const source = await inputs.recogniseSource(context.config.source);
      const staged = await stageFiles(context, inputs, source);
      const steps = await describeReading(context, source, staged);
      steps.push(await removeRows(context, 'remove_repeated_ids', 'one review id several times'));
      steps.push(await removeRows(context, 'remove_repeated_reviews', 'one user, item, time and text several times'));
      const core = await findCore(context);
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
          core_users: core.users,
          core_items: core.items,
          core_titled_users: core.titledUsers,
          core_items_a_user: context.config.core.users,
          core_users_an_item: core.itemMinimum,
        },
      };
    },
  };
}

const staging = ({ deps }: StageContext, name: string): Promise<string> => deps.readSql(`studio/staging/${name}.sql`);

interface RoledFile extends StagedFile {
  role: FileRole;
}

async function stageFiles(context: StageContext, inputs: SourceInputs, source: RecognisedSource): Promise<RoledFile[]> {
  const { db, deps } = context;
  for (const macro of macros) await db.run(await deps.readSql(macro));
  await db.run(await staging(context, 'create_staged_reviews'));
  await db.run(await staging(context, 'create_staged_items'));
  const staged: RoledFile[] = [];
  for (const file of source.files) staged.push({ role: file.role, ...(await stageSourceFile(context, inputs, file)) });
  return staged;
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
      files.length === 0 ? 'no file: items have no titles' : `${files.length} ${files.length === 1 ? 'file' : 'files'}`,
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
