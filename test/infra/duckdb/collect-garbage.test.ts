import assert from 'node:assert/strict';
import { createGarbageCollector } from '../../../infra/duckdb/collect-garbage.ts';

const megabytes = (): number => process.memoryUsage().heapUsed / 2 ** 20;

describe('createGarbageCollector', () => {
  it('frees what nothing refers to any more', () => {
    const collectGarbage = createGarbageCollector();
    const nowMs = 1000;
    collectGarbage(nowMs);
    const before = megabytes();
    let lists: number[][] | undefined = Array.from({ length: 64 }, (_, at) =>
      Array.from({ length: 2 ** 17 }, () => at / 7),
    );
    const full = megabytes();
    assert.ok(lists.length === 64 && full - before > 32, `${before} to ${full} MiB`);
    lists = undefined;
    collectGarbage(nowMs + 1000);
    assert.ok(megabytes() - before > 32, 'once in a while is enough');
    collectGarbage(nowMs + 20_000);
    assert.ok(megabytes() - before < 16, `${before} to ${megabytes()} MiB`);
  });
});
