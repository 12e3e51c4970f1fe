import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { pick, stageSource } from '../stage-source.ts';

const header = 'app_package,review,rating,votes,date,uid,formated_date,unix_timestamp,app_category\n';
const metaHeader =
  'app_package,app_name,developer_name,app_category,description,content_rating,num_reviews,price,avg_rating\r\n';

describe('MobileRec', () => {
  it('reads reviews with line breaks, quotes and commas inside fields', async () => {
    const { reviews } = await stageSource({
      'mobilerec_final.csv': `${header}com.a,"Nice,\nbut ""slow""\n\nsometimes",4,2,"May 1, 2020",u1,2020-05-01,1588305600.0,Tools\ncom.b,ok,5,0,"May 2, 2020",u1,2020-05-02,1588392000.0,Games\n`,
    });
    assert.deepEqual(
      pick(reviews, 'user_id', 'item_id', 'rating', 'reviewed_at', 'text', 'helpful_votes', 'source_line'),
      [
        {
          user_id: 'u1',
          item_id: 'com.a',
          rating: 4,
          reviewed_at: '2020-05-01T04:00:00.000Z',
          text: 'Nice,\nbut "slow"\n\nsometimes',
          helpful_votes: 2,
          source_line: 2,
        },
        {
          user_id: 'u1',
          item_id: 'com.b',
          rating: 5,
          reviewed_at: '2020-05-02T04:00:00.000Z',
          text: 'ok',
          helpful_votes: 0,
          source_line: 6,
        },
      ],
    );
  });

  it('rejects zero timestamps and broken records on their physical lines', async () => {
    const { rejected, reviews } = await stageSource({
      'mobilerec_final.csv': `${header}com.a,"two\nlines",4,2,x,u1,x,0.0,Tools\ncom.a,fine,4,2,x,u1,x,1588305600.0,Tools\ncom.b,short,5\ncom.c,"open,1,1,x,u1,x,1588305600.0,Tools\ncom.d,,5,1,x,,x,1588305600.0,Tools\n`,
    });
    assert.equal(reviews.length, 1);
    assert.deepEqual(pick(rejected, 'line', 'reason'), [
      { line: 2, reason: 'zero timestamp' },
      { line: 5, reason: 'expected 9 fields, found 3' },
      { line: 6, reason: 'quote never closed' },
      { line: 7, reason: 'missing user id' },
    ]);
  });

  it('reads titles, categories and prices of apps', async () => {
    const { items } = await stageSource({
      'interactions/mobilerec_final.csv.gz': gzipSync(`${header}com.z,ok,5,0,x,u1,x,1588392000.0,Word\n`),
      'app_meta/app_meta.csv': `${metaHeader}com.a,"A, the ""app""",,Tools,,,"2,997",$1.99 Buy,4.5\r\ncom.b,B,Dev,Games,,Teen,12,Install,4.5\r\ncom.c,C,,,,,12,Unknown,4.5\r\n`,
    });
    assert.deepEqual(items, [
      { item_id: 'com.a', title: 'A, the "app"', category: 'Tools', attributes: null, price: 1.99 },
      {
        item_id: 'com.b',
        title: 'B',
        category: 'Games',
        attributes: '{"developer":"Dev","content_rating":"Teen"}',
        price: 0,
      },
      { item_id: 'com.c', title: 'C', category: 'unknown', attributes: null, price: null },
      { item_id: 'com.z', title: null, category: 'Word', attributes: null, price: null },
    ]);
  });
});
