import assert from 'node:assert/strict';
import { computeInfoNce } from '../../../studio/profiling/info-nce.ts';
import { createRandom } from '../../../studio/random.ts';

const [batch, dimensions, temperature] = [8, 5, 0.4];

function drawVectors(seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: batch * dimensions }, () => random.unit() * 2 - 1);
}

describe('computeInfoNce', () => {
  it('is ln(batch) when all pairs are alike, and falls to nothing when each pair is alone in its direction', () => {
    const same = new Float32Array(batch * dimensions).fill(1);
    assert.ok(
      Math.abs(
        computeInfoNce({ batch, dimensions, anchors: same, positives: same }, temperature).loss - Math.log(batch),
      ) < 1e-5,
    );
    const apart = Float32Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 1 : 0));
    assert.ok(computeInfoNce({ batch: 4, dimensions: 4, anchors: apart, positives: apart }, 0.01).loss < 1e-6);
  });

  it('has the gradient that finite differences show, on both sides', () => {
    const [anchors, positives] = [drawVectors(1), drawVectors(2)];
    const { anchorGradients, positiveGradients } = computeInfoNce(
      { batch, dimensions, anchors, positives },
      temperature,
    );
    const step = 1e-2;
    const lossAt = (side: 'anchors' | 'positives', at: number, change: number): number => {
      const moved = { anchors: anchors.slice(), positives: positives.slice() };
      moved[side][at] = (moved[side][at] ?? 0) + change;
      return computeInfoNce({ batch, dimensions, ...moved }, temperature).loss;
    };
    for (const [side, gradients] of [
      ['anchors', anchorGradients],
      ['positives', positiveGradients],
    ] as const) {
      for (const [at, gradient] of gradients.entries()) {
        const slope = (lossAt(side, at, step) - lossAt(side, at, -step)) / (2 * step);
        assert.ok(Math.abs(slope - gradient) < 2e-3, `${side}[${at}]: ${gradient} against ${slope}`);
      }
    }
  });

  it('gives a zero vector no gradient and no other vector a broken one', () => {
    const anchors = drawVectors(3).fill(0, 0, dimensions);
    const { loss, anchorGradients, positiveGradients } = computeInfoNce(
      { batch, dimensions, anchors, positives: drawVectors(4) },
      temperature,
    );
    assert.ok(Number.isFinite(loss));
    assert.ok(anchorGradients.slice(0, dimensions).every((gradient) => gradient === 0));
    assert.ok([...anchorGradients, ...positiveGradients].every(Number.isFinite));
  });

  it('refuses a batch that its blocks of four do not fill', () => {
    const vectors = new Float32Array(6);
    assert.throws(
      () => computeInfoNce({ batch: 3, dimensions: 2, anchors: vectors, positives: vectors }, 1),
      /multiple of 4/,
    );
  });
});
