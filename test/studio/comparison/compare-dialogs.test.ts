import assert from 'node:assert/strict';
import { compareDialogs } from '../../../studio/comparison/compare-dialogs.ts';
import type { DialogFigures, Estimate } from '../../../studio/comparison/compare-dialogs.ts';
import { comparePaired } from '../../../studio/evaluation/intervals.ts';

const dialog = (id: string, changes: Partial<DialogFigures> = {}): DialogFigures => ({
  dialog_id: id,
  is_accepted: true,
  outcome: 'accepted',
  turn_hashes: ['x', 'y'],
  user_turns: 1,
  system_turns: 1,
  user_words: 4,
  system_words: 10,
  citing_turns: 1,
  first_attempts: 2,
  passed_first_attempts: 2,
  prompt_tokens: null,
  completion_tokens: null,
  cost_usd: null,
  ...changes,
});

const width = ({ low, high }: Estimate): number => (high ?? 0) - (low ?? 0);

describe('compareDialogs', () => {
  it('tells which dialogs differ, in what, and from which turn', () => {
    const a = [dialog('d1'), dialog('d2'), dialog('d3'), dialog('d4'), dialog('d5')];
    const b = [
      dialog('d1'),
      dialog('d2', { turn_hashes: ['x', 'z'] }),
      dialog('d3', { turn_hashes: ['x'] }),
      dialog('d4', { is_accepted: false, turn_hashes: [] }),
      dialog('d6'),
    ];
    const { shared, same, differences } = compareDialogs(a, b);
    assert.deepEqual([shared, same], [4, 1]);
    assert.deepEqual(differences, [
      { dialogId: 'd2', what: 'text', turn: 1 },
      { dialogId: 'd3', what: 'text', turn: 1 },
      { dialogId: 'd4', what: 'status', turn: 0 },
      { dialogId: 'd5', what: 'only in a', turn: null },
      { dialogId: 'd6', what: 'only in b', turn: null },
    ]);
  });

  it('pairs dialogs of the same id, and gives the paired interval where every whole is 1', () => {
    const turns = [
      [4, 6],
      [8, 8],
      [6, 10],
      [5, 6],
    ] as const;
    const of = (side: 0 | 1) => turns.map((pair, at) => dialog(`d${at}`, { user_turns: pair[side], system_turns: 0 }));
    const figure = compareDialogs(of(0), of(1)).figures.find(({ figure: name }) => name === 'turns');
    const expected = comparePaired(
      turns.map(([, after]) => after),
      turns.map(([before]) => before),
    );
    assert.equal(figure?.pairs, 4);
    assert.equal(figure.difference?.value, expected.mean);
    assert.ok(Math.abs((figure.difference.low ?? 0) - expected.low) < 1e-12);
    assert.ok(Math.abs((figure.difference.high ?? 0) - expected.high) < 1e-12);
  });

  it('takes runs of other dialogs as independent: the difference is wider than either', () => {
    const a = [3, 5, 4, 6].map((words, at) => dialog(`a${at}`, { user_words: words }));
    const b = [7, 9, 8, 8].map((words, at) => dialog(`b${at}`, { user_words: words }));
    const figure = compareDialogs(a, b).figures.find(({ figure: name }) => name === 'words_per_user_turn');
    assert.ok(figure?.a !== undefined && figure.b !== undefined && figure.difference !== undefined);
    assert.deepEqual([figure.pairs, figure.difference.value], [0, 3.5]);
    assert.ok(width(figure.difference) > Math.max(width(figure.a), width(figure.b)));
  });

  it('keeps shares within 0 and 1, leaves out what neither run has, and tells no bounds of one dialog', () => {
    const { figures } = compareDialogs([dialog('d1')], [dialog('d1', { is_accepted: false }), dialog('d2')]);
    assert.ok(!figures.some(({ figure }) => figure === 'cost_usd'));
    const accepted = figures.find(({ figure }) => figure === 'accepted_rate');
    assert.deepEqual(accepted?.a, { value: 1, low: null, high: null });
    assert.ok((accepted?.b?.low ?? -1) >= 0 && (accepted?.b?.high ?? 2) <= 1);
    assert.deepEqual(accepted?.difference, { value: -0.5, low: null, high: null });
  });
});
