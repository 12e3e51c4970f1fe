import { z } from 'zod';
import { readLanguages } from '../../activities/staging/read-languages.ts';
import { readReadingProblem } from '../../activities/staging/read-reading-problem.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { SourceConfig } from '../../schemas/source-config.ts';
import { describeTitles } from '../../studio/staging/describe-titles.ts';
import { describeLanguages, findLanguageProblem } from '../../studio/staging/find-languages.ts';
import type { ReadingProblem } from '../../studio/staging/find-reading-problem.ts';
import { readSql } from '../storage/sql-files.ts';
import { sampledRows, withSourceSample } from './sample-source.ts';
import type { SourceSample } from './sample-source.ts';

/** What the first rows of a source say about it. */
export interface SourceInspection {
  /** What stands in the way of a run; empty when nothing does. */
  problems: ReadingProblem[];
  /** One line: files, rows looked at and usable, languages. */
  summary: string;
  /** Five reviews as they are read, one line each. */
  reviews: string[];
}

/** Reads up to 1,000 rows of each file as a run would, for `convrec doctor` and `convrec init`. Never throws for what it is there to find. */
export async function inspectSource(source: SourceConfig): Promise<SourceInspection> {
  try {
    return await withSourceSample(source, (sample) => inspect(sample, source));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const remedy = error instanceof StudioFailure ? (error.details.remedy ?? '') : '';
    return { problems: [{ problem, remedy }], summary: '', reviews: [] };
  }
}

async function inspect(
  { source: recognised, files, db }: SourceSample,
  source: SourceConfig,
): Promise<SourceInspection> {
  const tools = { db, deps: { readSql } };
  const reviewFiles = files.filter(({ role }) => role === 'reviews');
  const sum = (pick: 'rowsIn' | 'rowsOut'): number => reviewFiles.reduce((total, file) => total + file[pick], 0);
  const languages = await readLanguages(tools);
  const problems = [
    await readReadingProblem(tools, source),
    source.language === 'any' ? undefined : findLanguageProblem(languages),
    recognised.kind === 'mapped' || files.some(({ role }) => role === 'items')
      ? undefined
      : { problem: 'no file says what the items are called', remedy: describeTitles(recognised.kind) },
  ].filter((problem) => problem !== undefined);
  const rejections = await db.rows(await readSql('studio/staging/rejections.sql'), { source_file: null });
  const reasons = rejections.slice(0, 3).map(({ reason, rows }) => `${String(reason)} ${String(rows)}`);
  const summary = [
    `${recognised.kind} reviews in ${reviewFiles.length} ${reviewFiles.length === 1 ? 'file' : 'files'}`,
    `${sum('rowsOut')} of the first ${sum('rowsIn')} rows usable (at most ${sampledRows} a file)${reasons.length > 0 ? `, rejected: ${reasons.join(', ')}` : ''}`,
    ...(languages.reviews > 0 ? [`of ${describeLanguages(languages)}`] : []),
  ].join('; ');
  return { problems, summary, reviews: await describeReviews(db) };
}

async function describeReviews(db: SourceSample['db']): Promise<string[]> {
  const rows = await db.rows(
    `select user_id, item_id, rating, strftime(reviewed_at, '%Y-%m-%d %H:%M') as at, left(text, 60) as text,
       (select any_value(title order by title) from staged_items where staged_items.item_id = staged_reviews.item_id) as title
     from staged_reviews where reason is null order by source_file, source_line limit 5`,
  );
  return z
    .array(ReviewSchema)
    .parse(rows)
    .map(
      ({ user_id: user, item_id: item, rating, at, text, title }) =>
        `user ${user.slice(0, 24)}, item ${item.slice(0, 24)} (${title?.slice(0, 40) ?? 'no title in these rows'}), ${rating} stars, ${at}: ${text}`,
    );
}

const ReviewSchema = z.object({
  user_id: z.string(),
  item_id: z.string(),
  rating: z.number(),
  at: z.string(),
  text: z.string(),
  title: z.string().nullable(),
});
