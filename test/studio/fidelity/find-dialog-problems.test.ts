import assert from 'node:assert/strict';
import { findDialogProblems } from '../../../studio/fidelity/find-dialog-problems.ts';
import { createPlan } from '../../fixtures/dialog-plan.ts';
import { realizeOffline } from './offline-dialog.ts';

describe('fidelity checks of a dialog', () => {
  const plan = createPlan(8);
  const turns = realizeOffline(plan);
  const checks = (changed: typeof turns, ofPlan = plan): string[] => [
    ...new Set(findDialogProblems(ofPlan, changed).map(({ check }) => check)),
  ];
  const cited = turns.findIndex(({ evidence }) => evidence.length > 0);
  const citing = (reviewedAt: string): typeof turns =>
    turns.map((turn, at) =>
      at === cited ? { ...turn, evidence: turn.evidence.map((mention) => ({ ...mention, reviewedAt })) } : turn,
    );

  it('find nothing in a good one', () => assert.deepEqual(checks(turns), []));

  it('find a turn too few and a turn too many', () => {
    assert.deepEqual(checks(turns.slice(0, -1)), ['turn-count']);
    assert.ok(checks([...turns, ...turns.slice(-1)]).includes('turn-count'));
  });

  it('find another speaker, super-node or act than planned', () => {
    const [first, ...rest] = turns;
    assert.ok(first);
    assert.deepEqual(checks([{ ...first, speaker: 'user' }, ...rest]), ['path']);
    assert.deepEqual(checks([{ ...first, superNode: 'Close' }, ...rest]), ['path']);
    assert.deepEqual(checks([{ ...first, act: 'explain' }, ...rest]), ['path']);
  });

  it('find a target that is not accepted, or another item that is, or one accepted before it was named', () => {
    assert.ok(
      checks(turns.map((turn) => (turn.act === 'accept' ? { ...turn, act: 'close' as const } : turn))).includes(
        'decision',
      ),
    );
    assert.ok(checks(turns, { ...plan, targetItemId: plan.candidates[1]?.itemId ?? '' }).includes('decision'));
    assert.ok(checks(turns.map((turn) => ({ ...turn, namedItemIds: [] }))).includes('decision'));
  });

  it("find evidence at or after the dialog's now, or without a time that can be read", () => {
    assert.deepEqual(checks(citing(plan.asOf)), ['late-evidence']);
    assert.deepEqual(checks(citing('2031-01-01T00:00:00.000Z')), ['late-evidence']);
    assert.deepEqual(checks(citing('some day')), ['late-evidence']);
    assert.deepEqual(checks(citing('2021-06-15 11:59:59')), []);
    assert.deepEqual(checks(citing('2021-06-15 12:00:00')), ['late-evidence']);
  });
});
