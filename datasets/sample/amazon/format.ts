import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { ItemRecord, ReviewRecord, SampleFormat } from '../format.ts';
import { drawBetween, drawExponential, drawFrom, drawText, isLucky } from '../random.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base36 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Amazon Reviews 2023: JSON lines, one file of reviews and one of items a category; no file of users. */
export const amazonFormat: SampleFormat = {
  reviewFile: 'Electronics.jsonl',
  itemFile: 'meta_Electronics.jsonl',
  userFile: null,
  headers: {},
  createUserId: (rng) => `A${drawFrom(rng, ['E', 'F', 'G', 'H'])}${drawText(rng, base32, 26)}`,
  createItemId: (rng) => `B0${drawText(rng, base36, 8)}`,
  roundTime: (atMs) => atMs,
  writeReview,
  writeItem,
  writeUser: () => '',
  truncate: (row) => row.slice(0, Math.floor(row.length * 0.6)),
};

function writeReview(review: ReviewRecord, rng: RandomGenerator): string {
  const { userId, itemId, rating, reviewedAtMs, title, text } = review;
  // A variant (colour, size) has an asin of its own under the parent's.
  const asin = isLucky(rng, 0.25) ? `B0${drawText(rng, base36, 8)}` : itemId;
  return (
    `{"rating":${rating}.0,"title":${JSON.stringify(title)},"text":${JSON.stringify(text)},"images":[],` +
    `"asin":"${asin}","parent_asin":"${itemId}","user_id":"${userId}","timestamp":${reviewedAtMs ?? 0},` +
    `"helpful_vote":${Math.floor(drawExponential(rng, 0.7))},"verified_purchase":${isLucky(rng, 0.93)}}`
  );
}

function writeItem(item: ItemRecord, rng: RandomGenerator): string {
  const { category, title } = item;
  const brand = /^\w+(?: Bay)?/.exec(title)?.[0] ?? title;
  const price = Number((category.price * drawBetween(rng, 0.6, 1.6)).toFixed(0)) - 0.01;
  return JSON.stringify({
    main_category: drawFrom(rng, ['All Electronics', 'All Electronics', 'Computers', 'Cell Phones & Accessories']),
    title,
    average_rating: Number(item.meanRating.toFixed(1)),
    rating_number: item.reviewCount,
    features: (category.words['feature'] ?? '').split('|').filter(() => isLucky(rng, 0.7)),
    description: isLucky(rng, 0.5)
      ? []
      : [`A ${category.id.replaceAll('-', ' ')} by ${brand}, made for ${drawUse(item, rng)}.`],
    price: isLucky(rng, 0.15) ? null : price,
    images: [],
    videos: [],
    store: isLucky(rng, 0.05) ? null : brand,
    categories: category.labels,
    details: { Brand: brand, 'Date First Available': new Date(item.opensMs).toISOString().slice(0, 10) },
    parent_asin: item.itemId,
    bought_together: null,
  });
}

function drawUse({ category }: ItemRecord, rng: RandomGenerator): string {
  return drawFrom(rng, (category.words['use'] ?? '').split('|'));
}
