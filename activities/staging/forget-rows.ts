import type { RowStep } from '../../schemas/manifest.ts';
import type { RecognisedSource } from '../../studio/staging/source-file.ts';
import type { StageContext } from '../stage/run-stage.ts';
import { countStaged } from './stage-source-file.ts';
import type { RoledFile } from './stage-source-files.ts';

/** Files as staged without the forgotten rows, and the step that counts those rows. */
export interface Remembered {
  staged: readonly RoledFile[];
  /** Is empty where nothing is to be forgotten. */
  steps: RowStep[];
}

/**
 * Removes the rows that `source.exclude` names from `staged_reviews`, and items that only they name from `staged_items`, so that what follows is that of files which never
 * held them: counts leave them out, and line numbers are those of the files without them.
 */
export async function forgetRows(
  context: Pick<StageContext, 'config' | 'db' | 'deps'>,
  source: Pick<RecognisedSource, 'files'>,
  staged: readonly RoledFile[],
): Promise<Remembered> {
  const { config, db, deps } = context;
  const { exclude = [] } = config.source;
  if (exclude.length === 0) return { staged, steps: [] };
  const staging = (name: string): Promise<string> => deps.readSql(`studio/staging/${name}.sql`);
  const csvFiles = source.files.filter(({ container }) => container === 'csv').map(({ file }) => file);
  await db.run(await staging('excluded'), { hashes: JSON.stringify(exclude) });
  await db.run(await staging('forgotten_rows'), { csv_files: JSON.stringify(csvFiles) });
  for (const role of ['reviews', 'items'] as const) {
    await db.run(await staging(`remove_forgotten_${role}`));
    await db.run(await staging(`renumber_${role}`));
  }
  const left: RoledFile[] = [];
  for (const file of staged) left.push({ ...file, ...(await countStaged(db, file.role, file.input.file)) });
  const rowsIn = countReviews(staged, 'rowsIn');
  const rowsOut = countReviews(left, 'rowsIn');
  const unreadable = rowsIn - rowsOut - (countReviews(staged, 'rowsOut') - countReviews(left, 'rowsOut'));
  const note = `rows that source.exclude names (${exclude.length} ids)${unreadable > 0 ? `, ${unreadable} of them rejected rows` : ''}`;
  return { staged: left, steps: [{ step: 'forget', rowsIn, rowsOut, note }] };
}

/** Rows of the files of reviews. */
const countReviews = (files: readonly RoledFile[], which: 'rowsIn' | 'rowsOut'): number =>
  files.filter(({ role }) => role === 'reviews').reduce((sum, file) => sum + file[which], 0);
