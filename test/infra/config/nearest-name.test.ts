import assert from 'node:assert/strict';
import { findNearestName } from '../../../infra/config/nearest-name.ts';

describe('findNearestName', () => {
  it('finds the name with the fewest edits, whatever its case', () => {
    assert.equal(findNearestName('halflifedays', ['halfLifeDays', 'kappa']), 'halfLifeDays');
    assert.equal(findNearestName('sed', ['seed', 'core']), 'seed');
  });

  it('gives none when even the nearest is more than half different', () => {
    assert.equal(findNearestName('temporal', ['seed', 'core']), undefined);
    assert.equal(findNearestName('x', []), undefined);
  });
});
