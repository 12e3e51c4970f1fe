import assert from 'node:assert/strict';
import { relaxEvidence } from '../../../studio/planning/relax-evidence.ts';

const relax = (targets: readonly number[], minimumEvidence = 3, minimumTargets = 100) =>
  relaxEvidence({ minimumEvidence, minimumTargets }, (minimum) => targets[minimum] ?? 0);

describe('relaxEvidence', () => {
  it('keeps what is asked for where enough targets have it', () => {
    assert.deepEqual(relax([500, 400, 300, 100]), { minimumEvidence: 3, tried: [] });
  });

  it('lowers one by one, and names what each minimum left', () => {
    assert.deepEqual(relax([500, 400, 300, 99]), { minimumEvidence: 2, tried: [{ minimumEvidence: 3, targets: 99 }] });
    assert.equal(relax([500, 60, 30, 9]).minimumEvidence, 1);
  });

  it('stays strict where lowering adds no target', () => {
    assert.deepEqual(relax([500, 9, 9, 9]), { minimumEvidence: 3, tried: [] });
    assert.equal(relax([500, 9, 9, 5]).minimumEvidence, 2);
  });

  it('plans guesses only when asked to', () => {
    assert.equal(relax([500, 0, 0, 0]).minimumEvidence, 3);
    assert.equal(relax([500, 3], 0).minimumEvidence, 0);
    assert.equal(relax([500, 3], 1).minimumEvidence, 1);
  });
});
