import assert from 'node:assert/strict';
import { guessCurrency, guessDomain } from '../../../studio/staging/guess-domain.ts';

describe('guessing what is reviewed', () => {
  it('goes by whole words of file and column names, in their order', () => {
    assert.deepEqual(guessDomain(['reviews.csv', 'Restaurants_2019.csv'], []), {
      value: 'restaurants',
      by: 'Restaurants_2019.csv',
    });
    assert.deepEqual(guessDomain(['r.csv', 'hotelId', 'isbn'], []), { value: 'hotels', by: 'hotelId' });
    assert.deepEqual(guessDomain(['mapped.csv', 'marketplace_name', 'constructor'], []), undefined);
  });

  it('goes by categories only where most are kinds of place', () => {
    assert.deepEqual(guessDomain(['r.csv'], ['Thai', 'Bakeries', 'Other']), { value: 'places', by: 'Thai' });
    assert.equal(guessDomain(['r.csv'], ['Thai', 'Cameras', 'Lamps']), undefined);
  });

  it('takes the currency from the sign beside most prices', () => {
    assert.deepEqual(guessCurrency(['12', '€ 12,50', '9 €', '$3']), { value: 'EUR', by: '€ 12,50' });
    assert.deepEqual(guessCurrency(['12 CHF']), { value: 'CHF', by: '12 CHF' });
    assert.equal(guessCurrency(['12', 'free', '']), undefined);
  });
});
