import assert from 'node:assert/strict';
import { fitLogistic, probabilityOf } from '../../../studio/mentions/logistic-regression.ts';
import { mentionConfidence } from '../../../studio/mentions/mention-confidence.ts';

describe('Logistic regression', () => {
  it('gives the log odds of a group when nothing holds it back', () => {
    const examples = [
      ...Array.from({ length: 30 }, (_, at) => ({ features: { in: 1 }, isTrue: at < 24, weight: 1 })),
      ...Array.from({ length: 20 }, (_, at) => ({ features: {}, isTrue: at < 5, weight: 1 })),
    ];
    const model = fitLogistic(examples, 1e-9);
    assert.ok(Math.abs(probabilityOf(model, { in: 1 }) - 0.8) < 1e-6);
    assert.ok(Math.abs(probabilityOf(model, {}) - 0.25) < 1e-6);
  });

  it('counts an example of weight two as two of weight one', () => {
    const one = { features: { x: 1 }, isTrue: true, weight: 1 };
    const other = { features: { x: 0.5 }, isTrue: false, weight: 1 };
    assert.deepEqual(
      fitLogistic([{ ...one, weight: 2 }, other], 1).weights['x']?.toFixed(9),
      fitLogistic([one, one, other], 1).weights['x']?.toFixed(9),
    );
  });

  it('ignores features that it was not fitted on', () => {
    assert.equal(probabilityOf({ bias: 0, weights: { a: 2 } }, { b: 7 }), 0.5);
  });

  it('has weights in the repository that trust a plain predicate more than one of a wish', () => {
    const sure = { 'rule predicate': 1, 'source listed': 1, strength: 0.75, 'term judged as subject': 0.3 };
    const wished = { ...sure, wanted: 1, modal: 1, conditional: 1 };
    assert.ok(probabilityOf(mentionConfidence, sure) > probabilityOf(mentionConfidence, wished));
  });
});
