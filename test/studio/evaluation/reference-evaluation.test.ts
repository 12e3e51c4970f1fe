import assert from 'node:assert/strict';
import { measureAlpha } from '../../../studio/evaluation/people/krippendorff-alpha.ts';
import { rankCorrelation } from '../../../studio/evaluation/people/rank-correlation.ts';
import { measureSelfBleu } from '../../../studio/evaluation/self-bleu.ts';
import reference from './reference-evaluation.json' with { type: 'json' };

const near = (actual: number | null | undefined, expected: number, what: string): void =>
  assert(Math.abs((actual ?? Number.NaN) - expected) < 1e-9, `${what}: ${actual}, not ${expected}`);

describe('measures beside independent implementations (reference_evaluation.py)', () => {
  it('self-BLEU is sacreBLEU’s sentence BLEU against all other utterances', () => {
    let compared = 0;
    for (const { utterances, expected } of reference.selfBleu) {
      const scores = measureSelfBleu(utterances.map((text) => text.split(' ')));
      for (const [at, score] of expected.entries()) {
        near(scores[at], score, utterances[at] ?? '');
        compared += 1;
      }
    }
    assert.equal(compared, 63);
  });

  it('alpha is that of the krippendorff package, with gaps', () => {
    for (const { units, expected } of reference.alpha) {
      near(measureAlpha(units, 'interval'), expected.interval, 'interval');
      near(measureAlpha(units, 'ordinal'), expected.ordinal, 'ordinal');
    }
    assert.equal(reference.alpha.length, 5);
  });

  it('the rank correlation is SciPy’s, with ties', () => {
    for (const { pairs, expected } of reference.spearman) {
      near(rankCorrelation(pairs.map(([one = 0, other = 0]) => [one, other])), expected, `${pairs.length} pairs`);
    }
    assert.equal(reference.spearman.length, 4);
  });
});
