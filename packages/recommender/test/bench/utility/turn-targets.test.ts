import assert from 'node:assert/strict';
import type { RecommenderData } from '../../../data/recommender-data.ts';
import { neighbourhoods, partOfPlace, partOfUser } from '../../../bench/utility/plant-neighbourhoods.ts';
import { turnTargets } from '../../../bench/utility/turn-targets.ts';

const seed = 7;
const kinds = ['Bakery', 'Bar'];
const items = Array.from({ length: 400 }, (_, at) => ({
  itemId: `place-${at}`,
  title: `Place ${at}`,
  category: kinds[at % kinds.length] ?? '',
  // Every fifth opens after all dialogs.
  firstAtMs: at % 5 === 0 ? 2000 : 10,
}));

function drawData(dialogs: number): RecommenderData {
  return {
    items,
    notTaken: [],
    dialogs: Array.from({ length: dialogs }, (_, at) => ({
      dialogId: `dialog-${at}`,
      userId: `user-${at}`,
      target: at % items.length,
      atMs: 1000,
      split: 'train',
      history: items.filter((_item, item) => item % 3 === 0).map((_item, no) => ({ item: no * 3, atMs: no })),
      turns: [
        { speaker: 'system', text: 'Hello.', hasEvidence: false, namedItems: [] },
        { speaker: 'user', text: 'A bakery, please.', hasEvidence: false, namedItems: [] },
      ],
    })),
  };
}

describe('turnTargets', () => {
  const before = drawData(600);
  const { dialogs } = turnTargets(before, 0.5, seed);
  const isTurned = (at: number): boolean => dialogs[at]?.turns[1]?.text.includes('not my usual') === true;

  it('turns about the share asked for, and says of each dialog which it is, once', () => {
    const turned = dialogs.filter((_, at) => isTurned(at)).length;
    assert(Math.abs(turned - 300) < 60, `${turned} of 600`);
    for (const { turns } of dialogs) assert.equal(turns[1]?.text.match(/my usual neighborhood/gu)?.length, 1);
  });

  it('asks for a place of the same kind across town, there already and new to the user', () => {
    for (const [at, dialog] of dialogs.entries()) {
      const [was, is] = [items[before.dialogs[at]?.target ?? -1], items[dialog.target]];
      assert.equal(is?.category, was?.category);
      if (!isTurned(at)) assert.equal(is, was);
      else {
        const across = (partOfUser(seed, dialog.userId) + neighbourhoods / 2) % neighbourhoods;
        assert.equal(partOfPlace(seed, is?.itemId ?? ''), across);
        assert((is?.firstAtMs ?? 0) < dialog.atMs);
        assert(dialog.history.every(({ item }) => item !== dialog.target));
      }
    }
  });

  it('draws a dialog alike whatever stands beside it', () => {
    const few = turnTargets({ items, notTaken: [], dialogs: before.dialogs.slice(0, 1) }, 0.5, seed).dialogs[0];
    assert.equal(few?.turns[1]?.text, dialogs[0]?.turns[1]?.text);
  });
});
