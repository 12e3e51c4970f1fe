import assert from 'node:assert/strict';
import { addSighting, describePace } from '../../../cli/output/pace.ts';
import type { Sighting } from '../../../cli/output/pace.ts';

const dialogs = (accepted: number, failed = 0, planned = 100) => ({
  dialogs: { planned, accepted, failed, inWork: 0 },
});
const see = (counts: readonly [minute: number, accepted: number][]): Sighting[] =>
  counts.reduce<Sighting[]>(
    (sightings, [minute, accepted]) => addSighting(sightings, dialogs(accepted), minute * 60_000),
    [],
  );

describe('the pace of a run', () => {
  it('is told from dialogs that ended since the first look, failed ones too', () => {
    assert.equal(
      describePace(
        see([
          [0, 10],
          [2, 40],
        ]),
      ),
      '15.0 dialogs a minute, 4 min left',
    );
    const failing = addSighting(see([[0, 0]]), dialogs(5, 5), 60_000);
    assert.equal(describePace(failing), '10.0 dialogs a minute, 9 min left');
  });

  it('forgets what was before the last five minutes, however long the looking goes on', () => {
    // Half an hour of 2 a minute, then six minutes of 8 a minute, looked at every minute.
    const counts = Array.from({ length: 37 }, (_, minute): [number, number] => [
      minute,
      minute <= 30 ? minute : 30 + (minute - 30) * 8,
    ]);
    const sightings = see(counts);
    assert.ok(sightings.length <= 8, `${sightings.length} are kept`);
    assert.match(describePace(sightings) ?? '', /^8\.0 dialogs a minute/u);
  });

  it('tells seconds and hours where minutes would say little', () => {
    assert.match(
      describePace(
        see([
          [0, 0],
          [1, 99],
        ]),
      ) ?? '',
      /, 1 s left$/u,
    );
    const slow = addSighting(addSighting([], dialogs(0, 0, 12_000), 0), dialogs(10, 0, 12_000), 60_000);
    assert.match(describePace(slow) ?? '', /, 20\.0 h left$/u);
  });

  it('is not told before anything moved, nor when nothing is left', () => {
    assert.equal(describePace([]), undefined);
    assert.equal(describePace(see([[0, 5]])), undefined);
    assert.equal(
      describePace(
        see([
          [0, 5],
          [1, 5],
        ]),
      ),
      undefined,
    );
    assert.equal(
      describePace(
        see([
          [0, 5],
          [1, 100],
        ]),
      ),
      undefined,
    );
  });
});
