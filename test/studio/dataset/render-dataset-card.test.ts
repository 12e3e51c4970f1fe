import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { renderDatasetCard } from '../../../studio/dataset/render-dataset-card.ts';
import type { DatasetCardInput } from '../../../studio/dataset/render-dataset-card.ts';

const input: DatasetCardInput = {
  runId: 'yelp-0123456789',
  config: RunConfigSchema.parse({ source: { kind: 'yelp', path: '/data' } }),
  splits: { train: 1200, valid: 0, test: 3 },
  counts: { accepted: 1203, turns: 9000, reviews: 5, failed: 2 },
  outcomes: [
    { outcome: 'accepted', dialogs: 1100, ratedLow: 40 },
    { outcome: 'left', dialogs: 103, ratedLow: 0 },
  ],
  topReasons: [{ what: 'rejected rows', reason: 'bad JSON | near <b>', rows: 7 }],
  example: [{ role: 'user', content: 'two\nlines | <script>' }],
  modelUse: undefined,
};

describe('renderDatasetCard', () => {
  it('says what is simulated and who wrote the utterances', () => {
    assert.match(renderDatasetCard(input), /offline realizer.*No language model took part/su);
    const model = renderDatasetCard({
      ...input,
      config: RunConfigSchema.parse({ model: { kind: 'openai', name: 'some-model' } }),
    });
    assert.match(model, /language model `some-model`/u);
    const sample = renderDatasetCard({ ...input, config: RunConfigSchema.parse({ source: { kind: 'sample' } }) });
    assert.match(sample, /\*\*simulated\*\* as well/u);
  });

  it('begins with what `datasets` reads: the files of each split, none of an empty one, the predecessor apart', () => {
    const [, front = ''] = /^---\n(.*?)\n---\n/su.exec(renderDatasetCard(input)) ?? [];
    assert.deepEqual(parse(front), {
      language: ['en'],
      configs: [
        {
          config_name: 'default',
          default: true,
          data_files: [
            { split: 'train', path: 'train.jsonl' },
            { split: 'test', path: 'test.jsonl' },
          ],
        },
        {
          config_name: 'predecessor',
          data_files: [
            { split: 'train', path: 'predecessor/train.jsonl' },
            { split: 'test', path: 'predecessor/test.jsonl' },
          ],
        },
      ],
    });
    assert.match(renderDatasetCard({ ...input, splits: { train: 0, valid: 0, test: 0 } }), /^# Conv/u);
  });

  it('sums what the model did, and says unknown, not 0, where the cost is', () => {
    assert.doesNotMatch(renderDatasetCard(input), /language model did/u);
    const use = { calls: 1300, answers: 1290, repairs: 87, promptTokens: 5000, completionTokens: 600 };
    const card = renderDatasetCard({ ...input, modelUse: { ...use, costUsd: 'unknown' } });
    assert.match(
      card,
      /1,300 calls, 1,290 of them answered, 87 to repair a turn; 5,000 tokens in, 600 out; cost: unknown/u,
    );
    assert.match(renderDatasetCard({ ...input, modelUse: { ...use, costUsd: 1.25 } }), /cost: 1\.25 USD/u);
  });

  it('counts what was made and what was left out', () => {
    const card = renderDatasetCard(input);
    assert.match(card, /\| train \| 1,200 \|/u);
    assert.match(card, /\| accepted \| 1,100 \| 40 \|\n\| left \| 103 \| 0 \|/u);
    assert.match(card, /2 dialogs that failed|\n2 dialogs/u);
    assert.match(card, /\| rejected rows \| bad JSON \\\| near &lt;b> \| 7 \|/u);
  });

  it('keeps untrusted text inside its line and free of markup', () => {
    assert.match(renderDatasetCard(input), /> \*\*user\*\*: two lines \\\| &lt;script>\n/u);
  });

  it('depends on nothing but its input', () => {
    assert.equal(renderDatasetCard(input), renderDatasetCard(structuredClone(input)));
  });
});
