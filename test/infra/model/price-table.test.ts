import assert from 'node:assert/strict';
import { findPrice, priceOf, priceTable } from '../../../infra/model/price-table.ts';

const unset = { inputPerMillion: null, cachedInputPerMillion: null, outputPerMillion: null };
const openAi = (name: string) => ({ baseUrl: null, name, keyVariable: 'K' });
const use = { promptTokens: 1_000_000, cachedTokens: 0, completionTokens: 0 };

describe('price table', () => {
  it('has one row a model, dated, cached input at most as dear as other input', () => {
    assert.equal(new Set(priceTable.map(({ host, model }) => `${host} ${model}`)).size, priceTable.length);
    for (const { input, cachedInput, output, asOf } of priceTable) {
      assert.ok(cachedInput <= input && input < output);
      assert.ok(asOf <= '2026-11-23');
    }
  });

  it('knows a snapshot by its model', () => {
    assert.deepEqual(findPrice(openAi('gpt-4o-mini-2024-07-18'), unset), findPrice(openAi('gpt-4o-mini'), unset));
    assert.match(findPrice(openAi('gpt-4o'), unset)?.source ?? '', /^OpenAI, as of 2026-/u);
  });

  it('knows no price of another host or of another model', () => {
    assert.equal(findPrice({ ...openAi('gpt-4o'), baseUrl: 'http://127.0.0.1:1/v1' }, unset), undefined);
    assert.equal(findPrice(openAi('gpt-4o-audio'), unset), undefined);
  });

  it('takes the config’s price over the table’s, and needs both input and output', () => {
    const own = { inputPerMillion: 7, cachedInputPerMillion: null, outputPerMillion: null };
    assert.deepEqual(findPrice(openAi('gpt-4o'), own), {
      inputPerMillion: 7,
      cachedInputPerMillion: 7,
      outputPerMillion: 10,
      source: "the run's config",
    });
    assert.equal(findPrice(openAi('unheard-of'), own), undefined);
  });

  it('says unknown, not 0, where the price or a count is unknown', () => {
    assert.equal(priceOf(use, undefined), null);
    const price = findPrice(openAi('gpt-4o'), unset);
    assert.equal(priceOf({ ...use, promptTokens: null }, price), null);
    assert.equal(priceOf({ ...use, completionTokens: null }, price), null);
    assert.equal(priceOf({ ...use, cachedTokens: null }, price), 2.5);
    assert.equal(priceOf({ ...use, cachedTokens: 1_000_000 }, price), 1.25);
  });
});
