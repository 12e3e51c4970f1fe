import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { CategoryVocabulary } from './vocabulary.ts';

/** A review as it stands in a file; defective rows bend these fields before they are written. */
export interface ReviewRecord {
  readonly reviewId: string;
  readonly userId: string;
  readonly itemId: string;
  readonly rating: number;
  /** Null writes what stands for a time that nobody can read. */
  readonly reviewedAtMs: number | null;
  readonly title: string;
  readonly text: string;
  readonly category: CategoryVocabulary;
}

export interface ItemRecord {
  readonly itemId: string;
  readonly title: string;
  readonly category: CategoryVocabulary;
  readonly opensMs: number;
  readonly reviewCount: number;
  /** Mean of the clean reviews' stars; 0 without reviews. */
  readonly meanRating: number;
}

export interface UserRecord {
  readonly userId: string;
  readonly reviewCount: number;
  readonly meanRating: number;
  readonly firstActiveMs: number;
  /** Ids of other users. */
  readonly friends: readonly string[];
}

/** How a domain's official files look; everything random in a row comes from `rng`. */
export interface SampleFormat {
  readonly reviewFile: string;
  readonly itemFile: string;
  readonly userFile: string | null;
  /** First lines, by file. */
  readonly headers: Readonly<Record<string, string>>;
  createUserId(rng: RandomGenerator): string;
  createItemId(rng: RandomGenerator, title: string): string;
  /** The time a row can hold, in milliseconds: MobileRec keeps only the day. */
  roundTime(atMs: number): number;
  writeReview(review: ReviewRecord, rng: RandomGenerator): string;
  writeItem(item: ItemRecord, rng: RandomGenerator): string;
  writeUser(user: UserRecord, rng: RandomGenerator): string;
  /** The row as a file cut off in the middle would leave it. */
  truncate(row: string): string;
}
