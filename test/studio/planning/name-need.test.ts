import assert from 'node:assert/strict';
import { fitsNeed, nameNeed } from '../../../studio/planning/name-need.ts';
import type { PacketCandidate, PlanPacket } from '../../../studio/planning/plan-packet.ts';

const item = (title: string, category: string, path: string[] = []): PacketCandidate => ({
  itemId: title,
  title,
  category,
  path,
  price: null,
  role: 'target',
  strategy: 'target',
  rank: 0,
  trajectories: [],
});

const packet = (target: PacketCandidate, grams: Record<string, number>): PlanPacket => ({
  dialogId: 'd',
  userId: 'u',
  targetItemId: target.itemId,
  asOf: '2024-06-15T12:00:00.000Z',
  keptAspects: 1,
  behaviour: { reviews: 0, meanWords: 0, communityMeanWords: null, lowRatings: 0, mentions: 0, negativeMentions: 0 },
  writing: [],
  ownClauses: [],
  profile: [],
  intent: [],
  titleGrams: Object.entries(grams).map(([gram, items]) => ({ gram, items })),
  candidates: [target],
});

const need = (target: PacketCandidate, grams: Record<string, number> = {}, domain = 'amazon'): string | null =>
  nameNeed(packet(target, grams), domain);

describe('nameNeed', () => {
  it('asks for the most specific member of a path of categories', () => {
    const path = ['Electronics', 'Computers & Accessories', 'Monitors'];
    assert.equal(need(item('Quellar Halo X3 Computer Monitor', 'Computers', path)), 'monitors');
  });

  it('asks for what a title calls the thing where others of the department are called so too', () => {
    const bags = item('Velkro Snack Bags 100pcs, Red & White - 1 oz for Parties', 'Tools & Home Improvement');
    assert.equal(need(bags, { snack: 4, bag: 6, 'snack bag': 3, velkro: 9 }), 'snack bags');
    assert.equal(need(bags, { snack: 4, bag: 6 }), 'bags');
    const caramel = item('Nonna’s Handmade Sea Salt Caramel: Small Batch', 'Grocery');
    assert.equal(need(caramel, { caramel: 5, salt: 2, batch: 8 }), 'caramels');
    assert.equal(
      need(item('Brightwell Silver Polish for Tableware', 'Grocery'), { polish: 3, tableware: 7 }),
      'polish',
    );
  });

  it('asks for a purpose where no word of the title is the name of a kind, and never by the title itself', () => {
    assert.equal(
      need(item('Velkro Snack Bags', 'Tools & Home Improvement'), { bag: 2 }),
      'something for around the house',
    );
    assert.equal(need(item('Brightwell Silver Polish', 'Grocery')), 'something for the household');
    assert.equal(need(item('Velkro Gift Card in a Box', 'Gift Cards')), 'a gift card');
  });

  it('leaves categories of places and apps, and departments that it does not know, as they are', () => {
    assert.equal(need(item('Copper Table', 'Thai', ['Restaurants', 'Thai']), {}, 'yelp'), null);
    assert.equal(need(item('Puzzle Pop', 'Puzzle'), {}, 'mobilerec'), null);
    assert.equal(need(item('Zorb', 'Zorbs')), null);
  });
});

describe('fitsNeed', () => {
  it('takes items of the kind, whatever the department holds besides, and any of it for a purpose', () => {
    const target = item('Nonna’s Sea Salt Caramel', 'Grocery');
    const other = item('Milk Caramels, 50 Count', 'Grocery');
    const beans = item('Baked Beans', 'Grocery');
    assert.deepEqual(
      [other, beans].map((one) => fitsNeed(one, target, 'caramels')),
      [true, false],
    );
    assert.equal(fitsNeed(beans, target, 'something for the household'), true);
    assert.equal(fitsNeed(item('Beans', 'Toys'), target, 'something for the household'), false);
    const monitor = item('Halo', 'Computers', ['Electronics', 'Monitors']);
    assert.equal(fitsNeed(monitor, item('X', 'Computers', ['Electronics', 'Monitors']), 'monitors'), true);
    assert.equal(fitsNeed(item('Monitor Arm', 'Computers', ['Electronics', 'Arms']), monitor, 'monitors'), false);
  });
});
