import assert from 'node:assert/strict';
import { drawPasses } from '../../../studio/planning/replacements.ts';
import type { DialogOutcome, DrawnTarget } from '../../../studio/planning/replacements.ts';

const target = (dialogId: string, split: string, category: string, more: Partial<DrawnTarget> = {}): DrawnTarget => ({
  dialogId,
  split,
  category,
  isReserve: false,
  isPlanned: true,
  ...more,
});
const reserve = (dialogId: string, split: string, category: string, isPlanned = true): DrawnTarget =>
  target(dialogId, split, category, { isReserve: true, isPlanned });

const outcomes =
  (failed: readonly string[], unknown: readonly string[] = []) =>
  (dialogId: string): DialogOutcome | undefined => {
    if (unknown.includes(dialogId)) return undefined;
    return failed.includes(dialogId) ? 'failed' : 'accepted';
  };

describe('drawPasses', () => {
  const targets = [
    target('d1', 'train', 'Thai'),
    target('d2', 'train', 'Bars'),
    target('d3', 'test', 'Thai'),
    reserve('d4', 'train', 'Thai'),
    reserve('d5', 'train', 'Bars'),
    reserve('d6', 'test', 'Bars'),
  ];

  it('asks for no replacement where nothing fails', () => {
    assert.deepEqual(drawPasses(targets, outcomes([])), { dialogIds: [['d1', 'd2', 'd3']], unreplaced: [] });
  });

  it('replaces a failed dialog by one of its split and category first, then of its split', () => {
    assert.deepEqual(drawPasses(targets, outcomes(['d2', 'd3'])).dialogIds, [
      ['d1', 'd2', 'd3'],
      ['d5', 'd6'],
    ]);
    assert.deepEqual(drawPasses(targets, outcomes(['d2', 'd5'])).dialogIds, [['d1', 'd2', 'd3'], ['d5'], ['d4']]);
  });

  it('says for which dialogs none is left', () => {
    const { dialogIds, unreplaced } = drawPasses(targets, outcomes(['d3', 'd6']));
    assert.deepEqual(dialogIds, [['d1', 'd2', 'd3'], ['d6']]);
    assert.deepEqual(unreplaced, ['d6']);
  });

  it('counts a target without a plan as failed at once, and takes no reserve without one', () => {
    const unplanned = [
      target('d1', 'train', 'Thai', { isPlanned: false }),
      reserve('d2', 'train', 'Thai', false),
      reserve('d3', 'train', 'Bars'),
    ];
    assert.deepEqual(drawPasses(unplanned, outcomes([])).dialogIds, [['d3']]);
  });

  it('draws no pass before every dialog of the one before has ended', () => {
    assert.deepEqual(drawPasses(targets, outcomes(['d1'], ['d3'])).dialogIds, [['d1', 'd2', 'd3']]);
  });

  it('does not depend on the order of targets', () => {
    const failing = outcomes(['d1', 'd2', 'd4']);
    assert.deepEqual(drawPasses(targets.toReversed(), failing), drawPasses(targets, failing));
  });
});
