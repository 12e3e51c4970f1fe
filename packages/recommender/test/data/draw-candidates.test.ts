import assert from 'node:assert/strict';
import { drawCandidates, rankableFor } from '../../data/draw-candidates.ts';
import { createData } from '../recommender-data.ts';

const { items: few, dialogs } = createData(100, 1, 'none');
const items = Array.from({ length: 300 }, (_, at) => ({
  itemId: `i${at}`,
  title: `Shop ${at}`,
  category: few[at % 3]?.category ?? '',
  firstAtMs: at < 290 ? 0 : Number.MAX_SAFE_INTEGER,
}));

describe('candidate lists', () => {
  const data = { items, dialogs, notTaken: [] };
  const lists = drawCandidates(data, 3);

  it('hold the target first and 24 different others that existed and are new to the user', () => {
    for (const dialog of dialogs) {
      const seen = new Set(dialog.history.map(({ item }) => item));
      for (const protocol of ['uniform', 'same-category'] as const) {
        const list = lists[protocol].get(dialog.dialogId) ?? [];
        assert.equal(list[0], dialog.target);
        assert.equal(new Set(list).size, 25);
        for (const place of list.slice(1)) {
          assert(!seen.has(place) && place < 290, `${dialog.dialogId}: ${place}`);
          if (protocol === 'same-category') assert.equal(items[place]?.category, items[dialog.target]?.category);
        }
      }
    }
  });

  it('are the same for the same seed, whatever other dialogs there are', () => {
    const [first] = dialogs;
    assert(first !== undefined);
    const alone = drawCandidates({ items, dialogs: [first], notTaken: [] }, 3);
    assert.deepEqual(alone.uniform.get(first.dialogId), lists.uniform.get(first.dialogId));
    const other = drawCandidates({ items, dialogs: [first], notTaken: [] }, 4);
    assert.notDeepEqual(other.uniform.get(first.dialogId), lists.uniform.get(first.dialogId));
  });

  it('draw every item alike', () => {
    const [first] = dialogs;
    assert(first !== undefined);
    const counts = new Map<number, number>();
    const rounds = 2000;
    for (let seed = 0; seed < rounds; seed += 1) {
      const list = drawCandidates({ items, dialogs: [first], notTaken: [] }, seed).uniform.get(first.dialogId) ?? [];
      for (const place of list.slice(1)) counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    const rankable = items.map((_item, place) => place).filter(rankableFor(first, items)).length - 1;
    const expected = (rounds * 24) / rankable;
    assert.equal(counts.size, rankable);
    // Five standard errors of a count.
    for (const [place, count] of counts)
      assert(Math.abs(count - expected) < 5 * Math.sqrt(expected), `${place}: ${count}`);
  });

  it('are shorter where the category has fewer items', () => {
    const short = drawCandidates({ items: items.slice(0, 30), dialogs, notTaken: [] }, 3);
    for (const dialog of dialogs) {
      const list = short['same-category'].get(dialog.dialogId) ?? [];
      const isRankable = rankableFor(dialog, items);
      const category = items[dialog.target]?.category;
      const there = items.slice(0, 30).filter((item, place) => item.category === category && isRankable(place));
      assert.equal(list.length, there.length);
    }
  });
});
