import assert from 'node:assert/strict';
import { lowerBarred } from '../../data/candidate-items.ts';
import { drawCandidates, rankableFor } from '../../data/draw-candidates.ts';
import { prepareExamples } from '../../data/prepare-examples.ts';
import type { RecommenderData } from '../../data/recommender-data.ts';
import { splitDialogs } from '../../data/split-dialogs.ts';
import { RecommenderSettingsSchema } from '../../schema.ts';
import { createData } from '../recommender-data.ts';

const settings = RecommenderSettingsSchema.parse({ dialogText: 'words', dialogLength: 80 });
const plain = createData(120, 1, 'named');
/** Every dialog refuses two items before its target; every tenth item opens late. */
const data: RecommenderData = {
  ...plain,
  items: plain.items.map((item, at) => (at % 10 === 9 ? { ...item, firstAtMs: 150 * 86_400_000 } : item)),
  dialogs: plain.dialogs.map((dialog) => ({
    ...dialog,
    turns: [
      ...dialog.turns,
      { speaker: 'system', text: 'Try [item].', hasEvidence: false, namedItems: [(dialog.target + 1) % 30] },
      { speaker: 'user', text: 'Not [item], thanks.', hasEvidence: false, namedItems: [] },
      { speaker: 'system', text: 'Then [item].', hasEvidence: false, namedItems: [(dialog.target + 2) % 30] },
    ],
  })),
};

describe('items that can be recommended', () => {
  const prepared = prepareExamples(data, { settings, splitOf: splitDialogs(data, 'time', 1) });

  it('are the same in training, validation, test and candidate lists', () => {
    const lists = drawCandidates(data, 1);
    for (const split of ['train', 'valid', 'test'] as const) {
      for (const { dialog, example } of prepared.ofSplit[split]) {
        const scores = lowerBarred(new Float32Array(30), example.barred ?? [], example.target);
        const isRankable = rankableFor(dialog, data.items);
        const asked = data.items.map((_item, place) => isRankable(place));
        assert.deepEqual(
          [...scores].map((score) => score === 0),
          asked,
        );
        assert(!isRankable((dialog.target + 1) % 30) && !isRankable((dialog.target + 2) % 30));
        assert(isRankable(dialog.target));
        for (const place of lists.uniform.get(dialog.dialogId) ?? []) assert(isRankable(place));
      }
    }
  });

  it('of an earlier interaction leave out what came before it and what was not there', () => {
    for (const { historyItems, barred = [], target } of prepared.earlier) {
      const scores = lowerBarred(new Float32Array(30), barred, target);
      for (const item of historyItems) assert.equal(scores[item], item === target ? 0 : Number.NEGATIVE_INFINITY);
    }
  });

  it('ablated dialogs rank what the whole ones do', () => {
    for (const ablation of ['shuffled-history', 'shuffled-dialog', 'no-evidence-turns'] as const) {
      const other = prepareExamples(data, { settings, splitOf: splitDialogs(data, 'time', 1), ablation });
      assert.deepEqual(
        other.ofSplit.test.map(({ example }) => example.barred),
        prepared.ofSplit.test.map(({ example }) => example.barred),
      );
    }
  });

  it('that were refused stand at the marks that speak of them; the target never does', () => {
    for (const { dialog, example } of prepared.ofSplit.test) {
      const named = (example.dialog.items ?? []).filter((item) => item >= 0);
      const [first, second] = [(dialog.target + 1) % 30, (dialog.target + 2) % 30];
      assert.deepEqual(named, [first, first, second]);
    }
    const giving = data.dialogs.map((dialog) => ({
      ...dialog,
      turns: dialog.turns.map((turn) => ({ ...turn, namedItems: turn.namedItems.map(() => dialog.target) })),
    }));
    const given = prepareExamples({ ...data, dialogs: giving }, { settings, splitOf: splitDialogs(data, 'time', 1) });
    for (const { example } of given.ofSplit.test) assert((example.dialog.items ?? []).every((item) => item === -1));
  });
});
