import type { SourceConfig } from '../../schemas/source-config.ts';
import { isColumn } from '../../studio/staging/column-names.ts';
import { formatPrice } from '../../studio/simulation/domain.ts';

type Mapped = NonNullable<SourceConfig['mapped']>;
export type ReviewMapping = Mapped['reviews']['columns'];
export type ItemMapping = NonNullable<Mapped['items']>['columns'];

/** Values of `datasets/mapped/reviews.sql`: JSON pointers to the columns, '' where none is mapped. */
export function toReviewValues(columns: ReviewMapping, keys: ReadonlySet<string>): Record<string, string> {
  const toPointer = pointerInto(keys);
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

/** Values of `datasets/mapped/items.sql`. Without a currency a price may have any. */
export function toItemValues(
  columns: ItemMapping,
  currency: string | undefined,
  keys: ReadonlySet<string>,
): Record<string, string> {
  const toPointer = pointerInto(keys);
  return {
    item_id: toPointer(columns.itemId),
    title: toPointer(columns.title),
    category: toPointer(columns.category),
    attributes: toPointer(columns.attributes),
    price: toPointer(columns.price),
    currency_marks: currency === undefined ? '' : listMarks(currency),
  };
}

/** The code and the sign that people write for it: `EUR|€`. */
const listMarks = (currency: string): string =>
  [...new Set([currency, formatPrice(0, currency).replaceAll(/[\d\s]/gu, '')])].join('|');

/** RFC 6901: a name may hold any character. One that is no column but begins with one leads into its objects: `votes.useful`. */
function pointerInto(keys: ReadonlySet<string>): (column: string | undefined) => string {
  return (column) => {
    if (column === undefined) return '';
    const isNested = !keys.has(column) && isColumn(column, keys);
    return (isNested ? column.split('.') : [column]).map((part) => `/${escapePointer(part)}`).join('');
  };
}

const escapePointer = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');
