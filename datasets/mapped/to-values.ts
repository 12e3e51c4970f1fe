import type { SourceConfig } from '../../schemas/source-config.ts';

type Mapped = NonNullable<SourceConfig['mapped']>;
export type ReviewMapping = Mapped['reviews']['columns'];
export type ItemMapping = NonNullable<Mapped['items']>['columns'];

/** Values of `datasets/mapped/reviews.sql`: JSON pointers to the columns, '' where none is mapped. */
export function toReviewValues(columns: ReviewMapping): Record<string, string> {
  return {
    review_id: toPointer(columns.reviewId),
    user_id: toPointer(columns.userId),
    item_id: toPointer(columns.itemId),
    rating: toPointer(columns.rating),
    reviewed_at: toPointer(columns.reviewedAt),
    text: toPointer(columns.text),
    helpful_votes: toPointer(columns.helpfulVotes),
  };
}

/** Values of `datasets/mapped/items.sql`. */
export function toItemValues(columns: ItemMapping): Record<string, string> {
  return {
    item_id: toPointer(columns.itemId),
    title: toPointer(columns.title),
    category: toPointer(columns.category),
    attributes: toPointer(columns.attributes),
    price: toPointer(columns.price),
  };
}

/** RFC 6901: a name may hold any character. */
function toPointer(column: string | undefined): string {
  return column === undefined ? '' : `/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
