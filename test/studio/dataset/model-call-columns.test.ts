import assert from 'node:assert/strict';
import { modelCallStructure } from '../../../studio/dataset/duckdb-types.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';

const structure = JSON.stringify({
  ...modelCallStructure,
  parameters: { model: 'VARCHAR', temperature: 'DOUBLE' },
});
const answered = {
  requestHash: 'a1',
  parameters: { model: 'm', temperature: 0.5 },
  answer: 'It’s "fine"',
  finishReason: 'stop',
  promptTokens: 7,
  cachedTokens: 3,
  completionTokens: 2,
  costUsd: 0.25,
  latencyMs: 12.5,
};
const refused = { requestHash: 'b2', failure: { name: 'ModelUnavailable', status: 429, message: 'slow down' } };
const nothing = {
  request_hash: null,
  parameters: null,
  answer: null,
  finish_reason: null,
  prompt_tokens: null,
  cached_tokens: null,
  completion_tokens: null,
  cost_usd: null,
  latency_ms: null,
  failure: null,
  status: null,
};

/** Columns of calls, in the order of the calls. */
function tellOf(calls: readonly unknown[]): Promise<Record<string, unknown>[]> {
  return withDatabase({}, async (db) => {
    await db.run(await readSql('studio/dataset/model_call_columns.sql'));
    return db.rows(
      `select unnest(model_call_columns("modelCall"))
         from (select unnest(from_json($calls::json, $structures)) as "modelCall")`,
      { calls: JSON.stringify(calls), structures: `[${structure}]` },
    );
  });
}

describe('model_call_columns.sql', () => {
  it('tells of an answer, of a failure, and of no call', async () => {
    assert.deepEqual(await tellOf([answered, refused, null]), [
      {
        request_hash: 'a1',
        parameters: '{"model":"m","temperature":0.5}',
        answer: 'It’s "fine"',
        finish_reason: 'stop',
        prompt_tokens: 7,
        cached_tokens: 3,
        completion_tokens: 2,
        cost_usd: 0.25,
        latency_ms: 12.5,
        failure: null,
        status: null,
      },
      { ...nothing, request_hash: 'b2', failure: 'ModelUnavailable', status: 429 },
      nothing,
    ]);
  });
});
