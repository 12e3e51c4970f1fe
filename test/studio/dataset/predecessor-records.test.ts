import assert from 'node:assert/strict';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';

/** Speakers in turn order, e.g. `suus`; each utterance reads like its place, `s0`, `u1`. */
async function pairTurns(speakers: string): Promise<unknown> {
  const turns = Array.from(speakers).map(
    (speaker, turn) => `('d1', ${turn}, '${speaker === 's' ? 'system' : 'user'}', '${speaker}${turn}')`,
  );
  return withDatabase({}, async (db) => {
    await db.run(`create table turns as select * from (values ${turns.join(', ')}) t(dialog_id, turn, speaker, text)`);
    await db.run(
      `create table dataset_records as select 'd1' as dialog_id, 'train' as split, 'it''s "u"' as user_id,
         [{item_id: 'i0', title: 'Old "place"', rating: 4.0, reviewed_at: timestamp '2020-01-02'}] as history,
         {item_id: 'i1', title: 'New place', category: 'Cafe', price: null::double} as target`,
    );
    const [row] = await db.rows(await readSql('studio/dataset/predecessor_records.sql'), { noun: 'place' });
    assert.deepEqual(JSON.parse(String(row?.['recommended'])), {
      place_id: 'i1',
      place_name: 'New place',
      category: 'Cafe',
      price: null,
    });
    const history = row?.['user_previous_interactions'];
    assert.ok(Array.isArray(history));
    assert.deepEqual(
      history.map((past) => JSON.parse(String(past))),
      [{ place_id: 'i0', place_name: 'Old "place"', rating: 4, date: '2020-01-02' }],
    );
    const pairs = row?.['turns'];
    assert.ok(Array.isArray(pairs));
    return pairs.map((pair) => JSON.parse(String(pair)));
  });
}

describe('predecessor_records.sql', () => {
  it('puts each answer beside what it answers', async () => {
    assert.deepEqual(await pairTurns('susu'), [
      { COMPUTER: 's0', HUMAN: 'u1' },
      { COMPUTER: 's2', HUMAN: 'u3' },
    ]);
  });

  it('leaves out a key without an utterance and loses no turn', async () => {
    assert.deepEqual(await pairTurns('usss'), [
      { HUMAN: 'u0' },
      { COMPUTER: 's1' },
      { COMPUTER: 's2' },
      { COMPUTER: 's3' },
    ]);
    assert.deepEqual(await pairTurns('suus'), [{ COMPUTER: 's0', HUMAN: 'u1' }, { HUMAN: 'u2' }, { COMPUTER: 's3' }]);
  });
});
