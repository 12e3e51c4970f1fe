import assert from 'node:assert/strict';
import { guessColumns, itemFields, reviewFields } from '../../../studio/staging/guess-columns.ts';
import { guessRatingScale, guessTimeFormat } from '../../../studio/staging/guess-reading.ts';

const columnsOf = (values: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(values).map(([name, written]) => ({ name, values: written }));

describe('guessing columns', () => {
  it('goes by names in any writing, each column once', () => {
    const columns = columnsOf({
      ReviewerID: ['a'],
      'Business Name': ['Sol'],
      business_id: ['b'],
      Stars: ['4'],
      reviewDate: ['2020-01-02'],
      reviewText: ['x'],
      helpful_votes: ['1'],
      review_id: ['r'],
    });
    assert.deepEqual(guessColumns(columns, reviewFields), {
      userId: 'ReviewerID',
      itemId: 'business_id',
      rating: 'Stars',
      reviewedAt: 'reviewDate',
      text: 'reviewText',
      reviewId: 'review_id',
      helpfulVotes: 'helpful_votes',
      title: 'Business Name',
    });
    assert.deepEqual(
      guessColumns(columnsOf({ id: ['1'], name: ['Sol'], cuisine: ['Thai'], preis: ['3'] }), itemFields),
      {
        itemId: 'id',
        title: 'name',
        category: 'cuisine',
        price: 'preis',
      },
    );
  });

  it('goes by values where names say nothing, and only where one column can be it', () => {
    const long = 'A text of the length that reviews have, more or less, on an average day.';
    const columns = columnsOf({ q1: ['3', '5'], q2: ['31.07.2019', '01.08.2019'], q3: [long, long], q4: ['x', 'y'] });
    assert.deepEqual(guessColumns(columns, reviewFields), { rating: 'q1', reviewedAt: 'q2', text: 'q3' });
    assert.deepEqual(guessColumns(columnsOf({ q1: ['3'], q2: ['5'] }), reviewFields), {});
  });

  it('tells the scale and the order of days and months by values, and guesses neither', () => {
    assert.deepEqual(
      [['1', '5'], ['4,5', '9'], ['0', '10'], ['0.2', '1'], ['20', '87'], ['-1', '1'], []].map(guessRatingScale),
      [
        {},
        { scale: 10, lowest: 1 },
        { scale: 10, lowest: 0 },
        { scale: 1, lowest: 0 },
        { scale: 100, lowest: 1 },
        { scale: 1, lowest: -1 },
        {},
      ],
    );
    assert.equal(guessTimeFormat(['31/07/2019', '01/08/2019']), '%d/%m/%Y');
    assert.equal(guessTimeFormat(['7.31.2019 10:20', '8.1.2019 9:05']), '%m.%d.%Y %H:%M');
    assert.equal(guessTimeFormat(['01/02/2019']), undefined);
    assert.equal(guessTimeFormat(['2019-07-31']), undefined);
  });
});
