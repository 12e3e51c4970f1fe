import assert from 'node:assert/strict';
import { z } from 'zod';
import { collectSample, parseCsv, parseRows, YelpReviewSchema } from './collected-sample.ts';

const clean = { users: 40, seed: 5, defects: 0 } as const;

describe('a Yelp sample', () => {
  const lines = collectSample({ ...clean, domain: 'yelp' });

  it('has reviews as the official file has them', () => {
    const reviews = parseRows(lines.get('yelp_academic_dataset_review.json'), YelpReviewSchema);
    assert.ok(reviews.length >= 40 * 5);
    assert.ok(reviews.every(({ stars }) => [1, 2, 3, 4, 5].includes(stars)));
    assert.equal(new Set(reviews.map(({ review_id: id }) => id)).size, reviews.length);
    assert.match(lines.get('yelp_academic_dataset_review.json')?.[0] ?? '', /"stars":\d\.0,/);
  });

  it('has businesses as the official file has them', () => {
    const text = z.string().min(1);
    const BusinessSchema = z.strictObject({
      business_id: text.length(22),
      name: text,
      address: text,
      city: text,
      state: text.length(2),
      postal_code: text.length(5),
      latitude: z.number(),
      longitude: z.number(),
      stars: z.number().multipleOf(0.5),
      review_count: z.number().int(),
      is_open: z.union([z.literal(0), z.literal(1)]),
      attributes: z.record(text, text).nullable(),
      categories: text,
      hours: z.record(text, z.string().regex(/^\d+:\d+-\d+:\d+$/)).nullable(),
    });
    const businesses = parseRows(lines.get('yelp_academic_dataset_business.json'), BusinessSchema);
    const counts = new Map<string, number>();
    for (const { business_id: id } of parseRows(lines.get('yelp_academic_dataset_review.json'), YelpReviewSchema)) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    for (const { business_id: id, review_count: count } of businesses) assert.equal(count, counts.get(id) ?? 0);
    assert.equal(new Set(businesses.map(({ name }) => name)).size, businesses.length);
  });

  it('has users as the official file has them', () => {
    const count = z.number().int().min(0);
    const compliments = 'hot more profile cute list note plain cool funny writer photos'.split(' ');
    const UserSchema = z.strictObject({
      user_id: z.string().length(22),
      name: z.string(),
      review_count: count.min(5),
      yelping_since: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
      useful: count,
      funny: count,
      cool: count,
      elite: z.string(),
      friends: z.string(),
      fans: count,
      average_stars: z.number().min(1).max(5),
      ...Object.fromEntries(compliments.map((kind) => [`compliment_${kind}`, count])),
    });
    assert.equal(parseRows(lines.get('yelp_academic_dataset_user.json'), UserSchema).length, 40);
  });
});

describe('an Amazon sample', () => {
  const lines = collectSample({ ...clean, domain: 'amazon' });

  it('has reviews with all ten fields of the 2023 files', () => {
    const ReviewSchema = z.strictObject({
      rating: z.number().min(1).max(5),
      title: z.string().min(1),
      text: z.string().min(1),
      images: z.array(z.unknown()),
      asin: z.string().regex(/^B0[A-Z0-9]{8}$/),
      parent_asin: z.string().regex(/^B0[A-Z0-9]{8}$/),
      user_id: z.string().regex(/^A[E-H][A-Z2-7]{26}$/),
      timestamp: z.number().int().min(Date.parse('2019-01-01')).max(Date.parse('2022-01-01')),
      helpful_vote: z.number().int(),
      verified_purchase: z.boolean(),
    });
    const reviews = parseRows(lines.get('Electronics.jsonl'), ReviewSchema);
    assert.ok(reviews.length >= 40 * 5);
    assert.ok(reviews.some(({ text }) => text.includes('<br />')));
  });

  it('has items with the fields of the 2023 meta files', () => {
    const ItemSchema = z.strictObject({
      main_category: z.string(),
      title: z.string(),
      average_rating: z.number(),
      rating_number: z.number().int(),
      features: z.array(z.string()),
      description: z.array(z.string()),
      price: z.number().positive().nullable(),
      images: z.array(z.unknown()),
      videos: z.array(z.unknown()),
      store: z.string().nullable(),
      categories: z.array(z.string()).min(2),
      details: z.record(z.string(), z.string()),
      parent_asin: z.string(),
      bought_together: z.null(),
    });
    const items = parseRows(lines.get('meta_Electronics.jsonl'), ItemSchema);
    assert.equal(new Set(items.map(({ title }) => title)).size, items.length);
    assert.ok(items.every(({ price }) => price === null || Math.abs(price * 100 - Math.round(price * 100)) < 1e-6));
  });
});

describe('a MobileRec sample', () => {
  const lines = collectSample({ ...clean, domain: 'mobilerec' });

  it('has reviews as the official CSV has them', () => {
    const reviews = parseCsv(lines.get('mobilerec_final.csv'));
    assert.ok(reviews.length >= 40 * 5);
    const columns = [
      'app_package',
      'review',
      'rating',
      'votes',
      'date',
      'uid',
      'formated_date',
      'unix_timestamp',
      'app_category',
    ];
    for (const review of reviews) {
      assert.deepEqual(Object.keys(review), columns);
      assert.match(review['app_package'] ?? '', /^[a-z]+\.[a-z]+\.[a-z0-9]+$/);
      assert.match(review['rating'] ?? '', /^[1-5]$/);
      assert.match(review['uid'] ?? '', /^[A-Za-z0-9]{16}$/);
      assert.match(review['unix_timestamp'] ?? '', /^\d+\.0$/);
      const day = new Date(`${review['date'] ?? ''} UTC`).toISOString().slice(0, 10);
      assert.equal(day, review['formated_date']);
    }
  });

  it('stamps midnight in New York, summer and winter', () => {
    const newYork = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    for (const review of parseCsv(lines.get('mobilerec_final.csv'))) {
      const stamp = newYork.format(Number(review['unix_timestamp']) * 1000);
      assert.equal(stamp, `${review['formated_date'] ?? ''}, 00:00:00`);
    }
  });

  it('has apps as the official CSV has them', () => {
    const apps = parseCsv(lines.get('app_meta.csv'));
    for (const app of apps) {
      assert.equal(`${app['developer_name'] ?? '?'}${app['description'] ?? '?'}${app['content_rating'] ?? '?'}`, '');
      assert.match(app['price'] ?? '', /^(?:Install|\$\d+\.\d\d Buy)$/);
      assert.match(app['num_reviews'] ?? '', /^\d{1,3}(?:,\d{3})*$/);
      assert.match(app['avg_rating'] ?? '', /^\d\.\d$/);
    }
    assert.equal(new Set(apps.map((app) => app['app_package'])).size, apps.length);
  });
});
