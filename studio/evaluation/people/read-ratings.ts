import { RatingSchema } from '../../../schemas/rating.ts';
import type { Rating } from '../../../schemas/rating.ts';

export interface ReadRatings {
  /** The last of each rater, dialog and `isCheck`, by dialog and rater. */
  ratings: Rating[];
  /** Lines that are no rating, by file and number; a line that was torn at the end of a file is among them. */
  problems: string[];
}

/** `files`: the text of each file of ratings by its name. */
export function readRatings(files: ReadonlyMap<string, string>): ReadRatings {
  const problems: string[] = [];
  const last = new Map<string, Rating>();
  for (const [file, text] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [at, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const rating = parseRating(line);
      if (rating === undefined) {
        problems.push(`${file}, line ${at + 1}`);
        continue;
      }
      const key = JSON.stringify([rating.dialogId, rating.raterId, rating.isCheck]);
      const known = last.get(key);
      if (known === undefined || known.ratedAt <= rating.ratedAt) last.set(key, rating);
    }
  }
  const ratings = [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, rating]) => rating);
  return { ratings, problems };
}

function parseRating(line: string): Rating | undefined {
  try {
    return RatingSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
