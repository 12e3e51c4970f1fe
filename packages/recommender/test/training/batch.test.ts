import assert from 'node:assert/strict';
import { addRows, gatherRows } from '../../scope.ts';
import { createAdamState, stepAdam } from '../../training/adam.ts';
import { fillBatch } from '../../training/batch.ts';
import type { Example } from '../../training/batch.ts';
import { smallSize } from '../examples.ts';

const example: Example = {
  historyItems: [1, 2, 3, 4, 5],
  historyGapDays: [9, 0, 1, 3, 7],
  dialog: { kind: 'tokens', tokens: [30] },
  target: 6,
};

const refuse = (change: Partial<Example>, problem: RegExp): void =>
  assert.throws(() => fillBatch([{ ...example, ...change }], smallSize, 1), problem);

describe('batches', () => {
  it('keep the newest, at the end, with padding in front and rows beyond the examples that weigh nothing', () => {
    const { ids, floats } = fillBatch([example], smallSize, 2);
    const padding = [-1, -1, -1, -1];
    assert.deepEqual([...(ids.get('historyItems') ?? [])], [2, 3, 4, 5, ...padding]);
    assert.deepEqual([...(ids.get('historyGaps') ?? [])], [0, 1, 2, 3, ...padding]);
    assert.deepEqual([...(ids.get('dialogTokens') ?? [])], [-1, -1, -1, 30, ...padding]);
    assert.deepEqual([...(floats.get('dialogPresent') ?? [])], [0, 0, 0, 1, 0, 0, 0, 0]);
    assert.deepEqual([...(floats.get('weights') ?? [])], [1, 0]);
    assert.deepEqual([...(ids.get('targets') ?? [])], [6, 0]);
  });

  it('refuse what does not fit the tables', () => {
    refuse({ target: 20 }, /no target 20 in a table of 20/u);
    refuse({ historyItems: [1, 2, 3, 4, 0.5] }, /no item 0.5/u);
    refuse({ historyGapDays: [1] }, /1 gaps for a history of 5 items/u);
    refuse({ historyGapDays: [1, 1, 1, 1, -2] }, /order of their times/u);
    refuse({ dialog: { kind: 'tokens', tokens: [40] } }, /no token 40 in a table of 40/u);
    refuse({ dialog: { kind: 'vectors', vectors: [] } }, /a dialog of vectors for a model of tokens/u);
    const ofVectors = { ...smallSize, dialog: { kind: 'vectors' as const, dimensions: 2 } };
    const dialog = { kind: 'vectors' as const, vectors: [Float32Array.of(1)] };
    assert.throws(() => fillBatch([{ ...example, dialog }], ofVectors, 1), /1 dimensions, not 2/u);
    assert.throws(() => fillBatch([], smallSize, 1), /0 examples for 1 rows/u);
  });

  it('rows are gathered and their gradients added up by id', () => {
    const ids = Int32Array.of(2, -1, 0, 2);
    assert.deepEqual([...gatherRows(Float32Array.of(1, 2, 3, 4, 5, 6), 2, ids)], [5, 6, 0, 0, 1, 2, 5, 6]);
    const gradient = new Float32Array(6);
    addRows(gradient, 2, ids, Float32Array.of(1, 2, 9, 9, 3, 4, 5, 6));
    assert.deepEqual([...gradient], [3, 4, 0, 0, 6, 8]);
  });
});

const shareOf = (name: string): number => (name === 'x' ? 0.1 : 1);

describe('Adam', () => {
  it('by hand: the first step is the learning rate against the gradient’s sign', () => {
    const parameters = new Map([['x', Float32Array.of(1, -2)]]);
    const state = createAdamState(parameters);
    stepAdam(state, parameters, new Map([['x', Float32Array.of(0.5, -4)]]), { learningRate: 0.1, weightDecay: 0 });
    const [a = 0, b = 0] = parameters.get('x') ?? [];
    assert(Math.abs(a - 0.9) < 1e-6 && Math.abs(b + 1.9) < 1e-6);
  });

  it('gives a parameter its share of the rate, of decay too', () => {
    const parameters = new Map(['x', 'y'].map((name) => [name, Float32Array.of(1)]));
    const slopes = new Map([...parameters.keys()].map((name) => [name, Float32Array.of(2)]));
    stepAdam(createAdamState(parameters), parameters, slopes, { learningRate: 0.1, weightDecay: 0.5, shareOf });
    assert(Math.abs((parameters.get('x')?.[0] ?? 0) - (1 - 0.01 * 0.5 - 0.01)) < 1e-6);
    assert(Math.abs((parameters.get('y')?.[0] ?? 0) - (1 - 0.1 * 0.5 - 0.1)) < 1e-6);
  });

  it('finds the bottom of a bowl; decay alone shrinks; a gradient that is missing is an error', () => {
    const parameters = new Map([['x', Float32Array.of(3)]]);
    const state = createAdamState(parameters);
    for (let step = 0; step < 500; step += 1) {
      const slope = 2 * ((parameters.get('x')?.[0] ?? 0) - 1);
      stepAdam(state, parameters, new Map([['x', Float32Array.of(slope)]]), { learningRate: 0.05, weightDecay: 0 });
    }
    assert(Math.abs((parameters.get('x')?.[0] ?? 0) - 1) < 0.01);
    const still = new Map([['x', Float32Array.of(2)]]);
    const zero = new Map([['x', Float32Array.of(0)]]);
    stepAdam(createAdamState(still), still, zero, { learningRate: 0.1, weightDecay: 0.5 });
    assert(Math.abs((still.get('x')?.[0] ?? 0) - 1.9) < 1e-6);
    assert.throws(() => stepAdam(state, parameters, new Map(), { learningRate: 1, weightDecay: 0 }), /not none/u);
  });
});
