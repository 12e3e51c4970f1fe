import assert from 'node:assert/strict';
import { createAdaptiveLimit } from '../../../infra/model/adaptive-limit.ts';
import type { AdaptiveLimit, CallEnd } from '../../../infra/model/adaptive-limit.ts';

const { signal } = new AbortController();

const enterAll = (limit: AdaptiveLimit, calls: number): Promise<((end: CallEnd) => void)[]> =>
  Promise.all(Array.from({ length: calls }, () => limit.enter(signal)));

describe('adaptive limit', () => {
  it('lets as many in as the ceiling says, the others in the order they came', async () => {
    const limit = createAdaptiveLimit(2);
    const [first, second] = await enterAll(limit, 2);
    const entered: string[] = [];
    const waiting = ['third', 'fourth'].map(async (name) => {
      const leave = await limit.enter(signal);
      entered.push(name);
      return leave;
    });
    await Promise.resolve();
    assert.deepEqual(entered, []);
    first?.('answered');
    await waiting[0];
    assert.deepEqual(entered, ['third']);
    second?.('other');
    await waiting[1];
    assert.deepEqual(entered, ['third', 'fourth']);
  });

  it('halves once for calls that met the same overload, never below one', async () => {
    const limit = createAdaptiveLimit(16);
    const together = await enterAll(limit, 16);
    for (const leave of together) leave('overloaded');
    assert.equal(limit.size(), 8);
    for (let round = 0; round < 6; round += 1) (await limit.enter(signal))('overloaded');
    assert.equal(limit.size(), 1);
  });

  it('grows by about one for each round of answers, up to the ceiling', async () => {
    const limit = createAdaptiveLimit(8);
    (await limit.enter(signal))('overloaded');
    assert.equal(limit.size(), 4);
    const sizes: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      for (const leave of await enterAll(limit, limit.size())) leave('answered');
      sizes.push(limit.size());
    }
    assert.ok(
      sizes.every((size, at) => size - (sizes[at - 1] ?? 4) <= 1),
      sizes.join(),
    );
    assert.equal(sizes.at(-1), 8);
  });

  it('is not moved by failures that say nothing of the load', async () => {
    const limit = createAdaptiveLimit(4);
    for (const leave of await enterAll(limit, 4)) leave('other');
    assert.equal(limit.size(), 4);
  });

  it('gives the place of a caller that gave up to the next', async () => {
    const limit = createAdaptiveLimit(1);
    const leave = await limit.enter(signal);
    const controller = new AbortController();
    const givenUp = limit.enter(controller.signal);
    const next = limit.enter(signal);
    controller.abort(new Error('enough'));
    await assert.rejects(givenUp, /enough/u);
    leave('answered');
    (await next)('answered');
    assert.throws(() => leave('answered'), /only once/u);
  });
});
