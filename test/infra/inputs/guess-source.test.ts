import assert from 'node:assert/strict';
import { guessSource } from '../../../infra/inputs/guess-source.ts';
import { SourceConfigSchema } from '../../../schemas/source-config.ts';
import { createSourceFolder } from './source-folder.ts';

const files = {
  'bewertungen.csv': 'who;what;stars;at;said\nu1;r1;5;2020-01-02;"two\nlines"\nu2;r1;4;2020-01-03;fine\n',
  'restaurants.csv': 'id;name;cost\nr1;Sol;"12,50 €"\n',
};
const mapped = {
  format: 'csv',
  reviews: {
    file: 'bewertungen.csv',
    columns: { userId: 'who', itemId: 'what', rating: 'stars', reviewedAt: 'at', text: 'said' },
  },
  items: { file: 'restaurants.csv', columns: { itemId: 'id', title: 'name', price: 'cost' } },
};

describe('guessing what a config leaves open', () => {
  it('fills domain and currency of own files, and says so', async () => {
    const folder = await createSourceFolder(files);
    try {
      const open = SourceConfigSchema.parse({ kind: 'mapped', path: folder.path, mapped });
      const { source, said } = await guessSource(open);
      assert.deepEqual([source.domain, source.currency], ['restaurants', 'EUR']);
      assert.match(said.join('\n'), /reviews of restaurants, by "restaurants\.csv".*\n.*EUR, by "12,50 €"/u);
      const given = { ...open, domain: 'bars', currency: 'CHF' };
      assert.deepEqual(await guessSource(given), { source: given, said: [] });
    } finally {
      await folder.remove();
    }
  });

  it('leaves official files as they are', async () => {
    const source = SourceConfigSchema.parse({ kind: 'yelp', path: '/nowhere' });
    assert.deepEqual(await guessSource(source), { source, said: [] });
  });
});
