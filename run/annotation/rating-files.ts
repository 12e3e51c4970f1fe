import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { RunFolder } from '../../activities/dependencies.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { RatingSchema } from '../../schemas/rating.ts';
import type { Rating } from '../../schemas/rating.ts';
import { readRatings } from '../../studio/evaluation/people/read-ratings.ts';

/** A rater's name as a part of a file name: names hold anything. */
export const raterKeyOf = (raterId: string): string => createHash('sha256').update(raterId).digest('hex').slice(0, 16);

/**
 * A rater's ratings that count. A last line that a crash cut off is left out. Throws RunFolderUnusable for any other line that is no
 * rating.
 */
export async function readRatingsOf(run: RunFolder, raterId: string): Promise<Rating[]> {
  const relative = ratingFileOf(raterId);
  const text = (await run.readText(relative)) ?? '';
  // What follows the last line break is nothing, or a line that was never acknowledged.
  const { ratings, problems } = readRatings(new Map([[run.path(relative), text.slice(0, text.lastIndexOf('\n') + 1)]]));
  if (problems.length === 0) return ratings;
  throw new StudioFailure('RunFolderUnusable', `these are no ratings: ${problems.join('; ')}`, {
    remedy: 'They were edited by hand or written by another version: mend or remove those lines.',
  });
}

/**
 * Writes a rating; when this returns it is on the disk. Calls for one rater must not overlap. Throws RunFolderUnusable, and then the
 * rating is not there.
 */
export async function appendRating(run: RunFolder, rating: Rating): Promise<void> {
  const relative = ratingFileOf(rating.raterId);
  const path = run.path(relative);
  await run.createText(relative, '');
  try {
    const file = await open(path, 'a+');
    try {
      const end = await endOfWholeLines(file);
      await file.appendFile(`${JSON.stringify(RatingSchema.parse(rating))}\n`).catch(async (error: unknown) => {
        // Half a line of a full disk would stand in the way of the next one.
        await file.truncate(end).catch(() => undefined);
        throw error;
      });
      await file.datasync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw notStored(path, error);
  }
}

const ratingFileOf = (raterId: string): string => `evaluation/ratings/${raterKeyOf(raterId)}.jsonl`;

type OpenFile = Awaited<ReturnType<typeof open>>;

/** The file's length without a line that a crash cut off: it is removed, since nobody was told that it is stored. */
async function endOfWholeLines(file: OpenFile): Promise<number> {
  const { size } = await file.stat();
  if (size === 0) return 0;
  const last = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  if (last.buffer.toString('latin1') === '\n') return size;
  const { buffer } = await file.read(Buffer.alloc(size), 0, size, 0);
  const end = buffer.lastIndexOf('\n') + 1;
  await file.truncate(end);
  return end;
}

function notStored(path: string, error: unknown): StudioFailure {
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = 'Make room on the disk or give this user the right to write there; then rate again.';
  return new StudioFailure('RunFolderUnusable', `${path}: ${reason}`, { remedy }, error);
}
