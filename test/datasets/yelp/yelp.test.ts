import assert from 'node:assert/strict';
import { pick, stageSource, toJsonLines } from '../stage-source.ts';

const review = (id: string, more: object = {}): object => ({
  review_id: id,
  user_id: 'u1',
  business_id: 'b1',
  stars: 4,
  useful: 3,
  funny: 0,
  cool: 1,
  text: 'Good & quick.',
  date: '2015-03-01 10:00:00',
  ...more,
});
const business = (id: string, more: object = {}): object => ({
  business_id: id,
  name: `Name of ${id}`,
  city: 'X',
  state: 'Y',
  stars: 4.5,
  review_count: 7,
  ...more,
});

describe('Yelp', () => {
  it('becomes canonical reviews', async () => {
    const { reviews } = await stageSource({ 'yelp_academic_dataset_review.json': toJsonLines([review('r1')]) });
    assert.deepEqual(reviews, [
      {
        review_id: 'r1',
        user_id: 'u1',
        item_id: 'b1',
        rating: 4,
        reviewed_at: '2015-03-01T10:00:00.000Z',
        text: 'Good & quick.',
        helpful_votes: 3,
        in_core: true,
        source_file: 'yelp_academic_dataset_review.json',
        source_line: 1,
      },
    ]);
  });

  it('keeps a review of an unknown business, without a made-up title', async () => {
    const { items } = await stageSource({
      'review.json': toJsonLines([review('r1')]),
      'business.json': toJsonLines([business('b2', { name: ' ' })]),
    });
    assert.deepEqual(pick(items, 'item_id', 'title', 'category', 'price'), [
      { item_id: 'b1', title: null, category: 'unknown', price: null },
      { item_id: 'b2', title: null, category: 'unknown', price: null },
    ]);
  });

  it('chooses the category that most businesses share, top-level ones only where there is no other', async () => {
    const { items } = await stageSource({
      'review.json': toJsonLines([review('r1')]),
      'business.json': toJsonLines([
        business('b1', { categories: 'Restaurants, Thai, Noodles' }),
        business('b2', { categories: 'Noodles, Restaurants, Ramen' }),
        business('b3', { categories: 'Restaurants, Food' }),
        business('b4', { categories: 'Restaurants' }),
        business('b5', { categories: null }),
      ]),
    });
    assert.deepEqual(pick(items, 'item_id', 'category'), [
      { item_id: 'b1', category: 'Noodles' },
      { item_id: 'b2', category: 'Noodles' },
      { item_id: 'b3', category: 'Restaurants' },
      { item_id: 'b4', category: 'Restaurants' },
      { item_id: 'b5', category: 'unknown' },
    ]);
  });

  it('keeps attributes and leaves out what knows the future', async () => {
    const { items } = await stageSource({
      'review.json': toJsonLines([review('r1')]),
      'business.json': toJsonLines([
        business('b1', { categories: 'Thai', attributes: { WiFi: "u'free'", HasTV: 'True' } }),
        business('b2', { attributes: null }),
      ]),
    });
    assert.deepEqual(JSON.parse(String(items[0]?.['attributes'])), {
      city: 'X',
      state: 'Y',
      categories: 'Thai',
      WiFi: "u'free'",
      HasTV: 'True',
    });
    assert.deepEqual(JSON.parse(String(items[1]?.['attributes'])), { city: 'X', state: 'Y' });
  });

  it('rejects a business without an id and keeps a whole, odd title', async () => {
    const title = `  "L'Île" – ${'very '.repeat(100)}long 😀 name  `;
    const { items, rejected } = await stageSource({
      'review.json': toJsonLines([review('r1')]),
      'business.json': toJsonLines([
        business('b1', { name: title }),
        business(''),
        { ...business('b2'), business_id: null },
      ]),
    });
    assert.deepEqual(pick(items, 'item_id', 'title'), [{ item_id: 'b1', title }]);
    assert.deepEqual(pick(rejected, 'source_file', 'line', 'reason'), [
      { source_file: 'business.json', line: 2, reason: 'missing item id' },
      { source_file: 'business.json', line: 3, reason: 'missing item id' },
    ]);
  });

  it('reads categories as a list and votes as an object, as rounds up to 2017 have them', async () => {
    const { useful: _none, ...older } = { useful: 0, ...review('r1') };
    const { reviews, items } = await stageSource({
      'review.json': toJsonLines([{ ...older, votes: { funny: 1, useful: 4, cool: 2 } }]),
      'business.json': toJsonLines([business('b1', { categories: ['Restaurants', 'Thai'] })]),
    });
    assert.equal(reviews[0]?.['helpful_votes'], 4);
    assert.equal(items[0]?.['category'], 'Thai');
    assert.equal(JSON.parse(String(items[0]?.['attributes'])).categories, 'Restaurants, Thai');
  });
});
