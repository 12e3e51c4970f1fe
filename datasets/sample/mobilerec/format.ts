import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { findEasternMidnight, formatDate, formatLongDate } from '../calendar.ts';
import type { ItemRecord, ReviewRecord, SampleFormat } from '../format.ts';
import { drawExponential, drawFrom, drawText, isLucky } from '../random.ts';

const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** MobileRec: CSV with a header; no review ids, no file of users, and times cut to the day. */
export const mobilerecFormat: SampleFormat = {
  reviewFile: 'mobilerec_final.csv',
  itemFile: 'app_meta.csv',
  userFile: null,
  headers: {
    'mobilerec_final.csv': 'app_package,review,rating,votes,date,uid,formated_date,unix_timestamp,app_category',
    'app_meta.csv':
      'app_package,app_name,developer_name,app_category,description,content_rating,num_reviews,price,avg_rating',
  },
  createUserId: (rng) => drawText(rng, idAlphabet, 16),
  createItemId(rng, title) {
    const developer = `${drawFrom(rng, developers)}${drawFrom(rng, ['', 'apps', 'labs', 'soft', 'studio', 'games', 'mobile'])}`;
    const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
    return `${drawFrom(rng, ['com', 'com', 'com', 'org', 'io', 'net'])}.${developer}.${name.slice(0, 24)}`;
  },
  roundTime: findEasternMidnight,
  writeReview,
  writeItem,
  writeUser: () => '',
  // A row that merely lacks its last columns: half a quoted field would swallow the rows after it.
  truncate: (row) => row.slice(0, row.indexOf(',')),
};

const developers = [
  'arbor',
  'bluefin',
  'cobalt',
  'duskline',
  'emberly',
  'foxglove',
  'gritstone',
  'hollow',
  'inkwell',
  'juno',
  'kelp',
];

function writeReview(review: ReviewRecord, rng: RandomGenerator): string {
  const { userId, itemId, rating, reviewedAtMs, text, category } = review;
  const votes = isLucky(rng, 0.7) ? 0 : Math.floor(drawExponential(rng, 2));
  const dates = reviewedAtMs === null ? ['', '', '0.0'] : writeDates(reviewedAtMs);
  const fields = [
    itemId,
    text,
    String(rating),
    String(votes),
    dates[0],
    userId,
    dates[1],
    dates[2],
    category.labels[0],
  ];
  return fields.map((field) => quote(field ?? '')).join(',');
}

function writeDates(atMs: number): [string, string, string] {
  return [formatLongDate(atMs), formatDate(atMs), `${atMs / 1000}.0`];
}

function writeItem(item: ItemRecord, rng: RandomGenerator): string {
  const { category } = item;
  const isPaid = category.price > 0 || isLucky(rng, 0.1);
  const price = isPaid ? `$${drawFrom(rng, ['0.99', '1.99', '2.99', '4.99'])} Buy` : 'Install';
  const reviews = item.reviewCount.toLocaleString('en-US');
  const fields = [
    item.itemId,
    item.title,
    '',
    category.labels[0] ?? '',
    '',
    '',
    reviews,
    price,
    item.meanRating.toFixed(1),
  ];
  return fields.map(quote).join(',');
}

/** As Python's csv writer does: quotes only where they are needed. */
function quote(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
