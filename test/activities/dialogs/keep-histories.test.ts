import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { keepHistoriesOf } from '../../../activities/dialogs/keep-histories.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

const [first, second, lost] = ['d00000000000000000001', 'd00000000000000000002', 'd00000000000000000003'];
const historyOf = (startedAt: string): string =>
  JSON.stringify({ events: [{ eventId: '1', eventTime: startedAt, note: `it's "quoted" 🙂` }] });

describe('keepHistoriesOf', () => {
  let test: TestRun;
  beforeEach(async () => {
    test = await createTestRun();
  });
  afterEach(() => test.remove());

  const keep = (server: Record<string, string>, dialogIds: readonly string[]) =>
    keepHistoriesOf(
      { ...test.deps, fetchHistory: async (_ref, dialogId) => server[dialogId] },
      test.run.ref,
      dialogIds,
    );
  const listFiles = () => readdir(test.run.path('work/histories'));

  it('keeps each history once, byte for byte, and counts what nobody has', async () => {
    const server = { [first]: historyOf('2026-01-01T00:00:00.5Z'), [second]: historyOf('2026-01-01T00:00:01Z') };
    assert.deepEqual(await keep(server, [first, second, lost]), { kept: 2, missing: 1 });
    assert.deepEqual(await keep(server, [second, first]), { kept: 0, missing: 0 });
    // The server's retention is over: the run has them all the same.
    assert.deepEqual(await keep({}, [first, second, lost]), { kept: 0, missing: 1 });
    const files = await listFiles();
    assert.equal(files.length, 1);
    const rows = await withDatabase({}, async (db) =>
      db.rows('select dialog_id, started_at, history from read_parquet($file)', {
        file: test.run.path(`work/histories/${files[0]}`),
      }),
    );
    assert.deepEqual(rows, [
      { dialog_id: first, started_at: '2026-01-01T00:00:00.500Z', history: server[first] },
      { dialog_id: second, started_at: '2026-01-01T00:00:01.000Z', history: server[second] },
    ]);
  });

  it('keeps the history of a dialog that was made again beside the one before', async () => {
    await keep({ [first]: historyOf('2026-01-01T00:00:00Z'), [second]: historyOf('2026-01-01T00:00:01Z') }, [
      first,
      second,
    ]);
    const again = { [first]: historyOf('2026-01-02T00:00:00Z'), [second]: historyOf('2026-01-01T00:00:01Z') };
    assert.deepEqual(await keep(again, [first, second]), { kept: 1, missing: 0 });
    assert.equal((await listFiles()).length, 2);
  });

  it('writes nothing when the server fails, so that a later try begins anew', async () => {
    const fetchHistory = async (_ref: unknown, dialogId: string) => {
      if (dialogId === second) throw new Error('unavailable');
      return historyOf('2026-01-01T00:00:00Z');
    };
    await assert.rejects(
      keepHistoriesOf({ ...test.deps, fetchHistory }, test.run.ref, [first, second]),
      /unavailable/u,
    );
    await assert.rejects(listFiles(), { code: 'ENOENT' });
  });
});
