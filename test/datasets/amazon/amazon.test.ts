import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { pick, stageSource, toJsonLines } from '../stage-source.ts';

const review2023 = (more: object = {}): object => ({
  rating: 5,
  title: 'Headline',
  text: 'Body.',
  parent_asin: 'P1',
  user_id: 'u1',
  timestamp: 1600000000250,
  ...more,
});
const review2014 = (more: object = {}): object => ({
  reviewerID: 'u1',
  asin: 'A1',
  overall: 3.0,
  reviewText: 'Old body.',
  summary: 'Headline',
  unixReviewTime: 1400000000,
  reviewTime: '05 13, 2014',
  ...more,
});

describe('Amazon', () => {
  it('combines categories and years into one catalogue', async () => {
    const { reviews, items } = await stageSource({
      '2023/Electronics.jsonl': toJsonLines([review2023({ helpful_vote: 7 })]),
      '2023/meta_Electronics.jsonl.gz': gzipSync(
        toJsonLines([
          {
            parent_asin: 'P1',
            title: 'A 27&#34; screen',
            main_category: 'Computers',
            price: 12.99,
            average_rating: 4.4,
            store: 'Acme',
            details: { Brand: 'Acme' },
            categories: ['X', 'Y'],
          },
        ]),
      ),
      '2014/reviews_Tools_5.json.gz': gzipSync(toJsonLines([review2014({ helpful: [2, 5] })])),
      '2018/Toys_and_Games.json': toJsonLines([review2014({ asin: 'A2', vote: '1,234', unixReviewTime: 1500000000 })]),
    });
    assert.deepEqual(pick(reviews, 'user_id', 'item_id', 'rating', 'reviewed_at', 'text', 'helpful_votes'), [
      {
        user_id: 'u1',
        item_id: 'A1',
        rating: 3,
        reviewed_at: '2014-05-13T16:53:20.000Z',
        text: 'Old body.',
        helpful_votes: 2,
      },
      {
        user_id: 'u1',
        item_id: 'A2',
        rating: 3,
        reviewed_at: '2017-07-14T02:40:00.000Z',
        text: 'Old body.',
        helpful_votes: 1234,
      },
      {
        user_id: 'u1',
        item_id: 'P1',
        rating: 5,
        reviewed_at: '2020-09-13T12:26:40.250Z',
        text: 'Body.',
        helpful_votes: 7,
      },
    ]);
    assert.deepEqual(pick(items, 'item_id', 'title', 'category', 'price'), [
      { item_id: 'A1', title: null, category: 'Tools', price: null },
      { item_id: 'A2', title: null, category: 'Toys and Games', price: null },
      { item_id: 'P1', title: 'A 27" screen', category: 'Computers', price: 12.99 },
    ]);
    assert.deepEqual(JSON.parse(String(items[2]?.['attributes'])), {
      store: 'Acme',
      categories: ['X', 'Y'],
      details: { Brand: 'Acme' },
    });
    assert.ok(reviews.every(({ review_id: id }) => /^[0-9a-f]{24}$/u.test(String(id))));
  });

  it('takes the parent product, else the product itself', async () => {
    const { reviews } = await stageSource({
      'Books.jsonl': toJsonLines([
        review2023({ asin: 'V1' }),
        review2023({ asin: 'V2', parent_asin: '' }),
        review2023({ asin: 'V3', parent_asin: null }),
      ]),
    });
    assert.deepEqual(reviews.map(({ item_id: id }) => String(id)).toSorted(), ['P1', 'V2', 'V3']);
  });

  it('counts one review in two files once, the one with votes', async () => {
    const { reviews, report } = await stageSource({
      'a/Books.jsonl': toJsonLines([review2023()]),
      'b/Books.jsonl': toJsonLines([review2023({ helpful_vote: 3 }), review2023({ timestamp: 1600000000251 })]),
    });
    assert.deepEqual(pick(reviews, 'helpful_votes', 'source_file'), [
      { helpful_votes: 3, source_file: 'b/Books.jsonl' },
      { helpful_votes: null, source_file: 'b/Books.jsonl' },
    ]);
    assert.deepEqual(
      report.steps.find(({ step }) => step === 'remove repeated ids'),
      { step: 'remove repeated ids', rowsIn: 3, rowsOut: 2, note: 'one review id several times' },
    );
  });

  it('reads meta files of 2014 written as Python dicts and of 2018 as JSON', async () => {
    const { items, rejected } = await stageSource({
      'reviews_Tools.json': toJsonLines([review2014()]),
      'meta_Tools.json': `{'asin': 'A1', 'title': "Bob's \\"saw\\"", 'price': 5.0, 'categories': [['Tools & Home', 'Saws']], 'brand': 'Bob'}\n{'asin': broken}\n`,
      'new/meta_Garden.json.gz': gzipSync(
        toJsonLines([
          {
            asin: 'A2',
            title: 'Rake &amp; hoe',
            price: '$1,299.00',
            category: ['Garden', 'Rakes'],
            main_cat: '<img src="x">',
          },
          { asin: 'A3', price: '$5 - $9' },
        ]),
      ),
    });
    assert.deepEqual(pick(items, 'item_id', 'title', 'category', 'price'), [
      { item_id: 'A1', title: `Bob's "saw"`, category: 'Tools & Home', price: 5 },
      { item_id: 'A2', title: 'Rake & hoe', category: 'Garden', price: 1299 },
      { item_id: 'A3', title: null, category: 'Garden', price: null },
    ]);
    assert.deepEqual(rejected, [
      { source_file: 'meta_Tools.json', line: 2, reason: 'bad Python literal', excerpt: `{'asin': broken}` },
    ]);
  });

  it('decodes HTML in texts, so that offsets refer to what is stored', async () => {
    const { reviews } = await stageSource({
      'Books.jsonl': toJsonLines([review2023({ text: 'One<br /><br />two &amp; 3&#34;' })]),
    });
    assert.equal(reviews[0]?.['text'], 'One\n\ntwo & 3"');
  });

  it('takes no script, style or page for a title', async () => {
    const titles = [
      'var aPageStart = (new Date()).getTime();\nvar ue_t0=ue_t0||+new Date();',
      'Function Key Cover {2 pack}',
      '(function(f) { var x; })',
      '.a-section { color: red; }',
      'x'.repeat(1001),
      'Salt &amp; Pepper\n  Mill',
    ];
    const { items } = await stageSource({
      'Toys.json': toJsonLines([review2014()]),
      'meta_Toys.json': toJsonLines(titles.map((title, at) => ({ asin: `A${at + 1}`, title, main_cat: 'Toys' }))),
    });
    assert.deepEqual(
      items.map(({ title }) => title),
      [null, 'Function Key Cover {2 pack}', null, null, null, 'Salt & Pepper Mill'],
    );
  });
});
