import assert from 'node:assert/strict';
import { memoryLimitFor } from '../../../infra/duckdb/memory-limit.ts';

const mebibyte = 2 ** 20;

describe('memoryLimitFor', () => {
  it('follows the size of the reviews between what any stage takes and what there is', () => {
    const limits = [1, 100 * mebibyte, 5000 * mebibyte].map((reviewsBytes) =>
      memoryLimitFor({ reviewsBytes, tries: 1, mostMb: 6000 }),
    );
    assert.deepEqual(limits, [512, 1600, 6000]);
  });

  it('is all there is as long as nothing tells the size', () => {
    assert.equal(memoryLimitFor({ reviewsBytes: 0, tries: 1, mostMb: 6000 }), 6000);
  });

  it('doubles at each further try, up to what there is', () => {
    const limits = [1, 2, 3].map((tries) => memoryLimitFor({ reviewsBytes: mebibyte, tries, mostMb: 2000 }));
    assert.deepEqual(limits, [512, 1024, 2000]);
  });
});
