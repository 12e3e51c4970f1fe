import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Assignment, Study } from '../../../../schemas/annotation.ts';
import { assignDialogs, drawSharedDialogs } from '../../../../studio/evaluation/annotation/assign-dialogs.ts';

const dialogIdsOf = (count: number): string[] => Array.from({ length: count }, (_none, at) => `d${at}`);

function studyOf(dialogIds: readonly string[], settings: Partial<Study> = {}): Study {
  const chosen = { seed: 1, dialogs: 20, sharedShare: 0.5, checks: 2, ...settings };
  return { ...chosen, sharedDialogIds: drawSharedDialogs(dialogIds, chosen) };
}

/** The lists of so many raters who begin one after the other. */
function assignAll(study: Study, dialogIds: readonly string[], raters: number): Assignment[] {
  const earlier: Assignment[] = [];
  for (let at = 0; at < raters; at += 1) {
    earlier.push(assignDialogs({ study, raterId: `rater ${at}`, dialogIds, earlier: [...earlier] }));
  }
  return earlier;
}

const rated = ({ dialogs }: Assignment): string[] =>
  dialogs.filter(({ defect }) => defect === null).map(({ dialogId }) => dialogId);
const checksOf = ({ dialogs }: Assignment): string[] =>
  dialogs.filter(({ defect }) => defect !== null).map(({ dialogId }) => dialogId);

describe('assignDialogs', () => {
  it('gives every rater the shared dialogs, others of their own, and the checks, for any study', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer(),
        (count, dialogs, sharedShare, checks, seed) => {
          const dialogIds = dialogIdsOf(count);
          const study = studyOf(dialogIds, { dialogs, sharedShare, checks, seed });
          const given = Math.min(count, dialogs);
          assert.equal(study.sharedDialogIds.length, Math.round(given * sharedShare));
          for (const assignment of assignAll(study, dialogIds, 3)) {
            const own = rated(assignment);
            assert.equal(own.length, given);
            assert.equal(new Set(own).size, given, 'no dialog twice');
            assert.ok(study.sharedDialogIds.every((dialogId) => own.includes(dialogId)));
            assert.equal(checksOf(assignment).length, checks);
            assert.equal(assignment.dialogs[0]?.defect, null, 'never opens with a check');
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lets all of a run be rated before any dialog that is not shared is given twice', () => {
    const dialogIds = dialogIdsOf(50);
    const assignments = assignAll(studyOf(dialogIds), dialogIds, 4);
    const times = new Map<string, number>();
    for (const dialogId of assignments.flatMap(rated)) times.set(dialogId, (times.get(dialogId) ?? 0) + 1);
    assert.equal(times.size, 50, '10 shared and 4 times 10 others');
    assert.deepEqual(new Set(times.values()), new Set([1, 4]));
  });

  it('shows no rater a dialog both in good order and as a check while others are left', () => {
    const dialogIds = dialogIdsOf(60);
    for (const assignment of assignAll(studyOf(dialogIds), dialogIds, 3)) {
      const own = new Set(rated(assignment));
      assert.ok(checksOf(assignment).every((dialogId) => !own.has(dialogId)));
    }
  });

  it('orders dialogs by rater and seed, not by the order they are named in', () => {
    const dialogIds = dialogIdsOf(40);
    const study = studyOf(dialogIds);
    const list = (raterId: string, named: readonly string[], seed = 1): Assignment =>
      assignDialogs({ study: { ...study, seed }, raterId, dialogIds: named, earlier: [] });
    assert.deepEqual(list('Ann', dialogIds), list('Ann', dialogIds.toReversed()));
    assert.notDeepEqual(list('Ann', dialogIds).dialogs, list('Bob', dialogIds).dialogs);
    assert.notDeepEqual(list('Ann', dialogIds).dialogs, list('Ann', dialogIds, 2).dialogs);
    assert.deepEqual(drawSharedDialogs(dialogIds.toReversed(), study), study.sharedDialogIds);
  });

  it('spreads the checks over the list', () => {
    const dialogIds = dialogIdsOf(60);
    const study = studyOf(dialogIds, { dialogs: 40, checks: 4 });
    const { dialogs } = assignDialogs({ study, raterId: 'Ann', dialogIds, earlier: [] });
    const places = dialogs.flatMap(({ defect }, at) => (defect === null ? [] : [at]));
    assert.deepEqual(
      places.map((place) => Math.floor((place - 1) / 11)),
      [0, 1, 2, 3],
    );
    assert.equal(new Set(dialogs.flatMap(({ defect }) => defect ?? [])).size, 3, 'every kind of defect');
  });
});
