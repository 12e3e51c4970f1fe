import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { z } from 'zod';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { renderDatasetCard } from '../../../studio/dataset/render-dataset-card.ts';
import type { DatasetCardInput } from '../../../studio/dataset/render-dataset-card.ts';

const input: DatasetCardInput = {
  runId: 'yelp-0123456789',
  config: RunConfigSchema.parse({ source: { kind: 'yelp', path: '/data' } }),
  licence: { id: 'other', name: 'some-terms', link: 'https://example.org/terms', note: 'Do not publish it.' },
  tables: [
    {
      config: 'default',
      columns: [
        { name: 'dialog_id', type: 'VARCHAR' },
        { name: 'as_of', type: 'TIMESTAMP' },
        { name: 'messages', type: 'STRUCT("role" VARCHAR, content VARCHAR)[]' },
      ],
      files: [
        { split: 'train', path: 'data/train-00000-of-00001.parquet', rows: 1200, bytes: 90 },
        { split: 'test', path: 'data/test-00000-of-00001.parquet', rows: 3, bytes: 10 },
      ],
    },
    {
      config: 'predecessor',
      columns: [{ name: 'turns', type: 'STRUCT(a STRUCT("b, (c" DATE, d VARCHAR[])[])[]' }],
      files: [{ split: 'test', path: 'predecessor/test-00000-of-00001.parquet', rows: 3, bytes: 7 }],
    },
  ],
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

/** The card's YAML. */
function frontOf(card: string): Record<string, unknown> {
  const [, front = ''] = /^---\n(.*?)\n---\n/su.exec(card) ?? [];
  return z.record(z.string(), z.unknown()).parse(parse(front));
}

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

  it('begins with what `datasets` reads: licence, files and rows of each split that has dialogs, columns with their types', () => {
    const front = frontOf(renderDatasetCard(input));
    assert.equal(front['license'], 'other');
    assert.equal(front['license_name'], 'some-terms');
    assert.deepEqual(front['size_categories'], ['1K<n<10K']);
    assert.deepEqual(front['configs'], [
      {
        config_name: 'default',
        default: true,
        data_files: [
          { split: 'train', path: 'data/train-00000-of-00001.parquet' },
          { split: 'test', path: 'data/test-00000-of-00001.parquet' },
        ],
      },
      { config_name: 'predecessor', data_files: [{ split: 'test', path: 'predecessor/test-00000-of-00001.parquet' }] },
    ]);
    assert.deepEqual(front['dataset_info'], [
      {
        config_name: 'default',
        features: [
          { name: 'dialog_id', dtype: 'string' },
          { name: 'as_of', dtype: 'timestamp[us]' },
          {
            name: 'messages',
            list: [
              { name: 'role', dtype: 'string' },
              { name: 'content', dtype: 'string' },
            ],
          },
        ],
        splits: [
          { name: 'train', num_bytes: 90, num_examples: 1200 },
          { name: 'test', num_bytes: 10, num_examples: 3 },
        ],
        download_size: 100,
        dataset_size: 100,
      },
      {
        config_name: 'predecessor',
        features: [
          {
            name: 'turns',
            list: [
              {
                name: 'a',
                list: [
                  { name: 'b, (c', dtype: 'date32' },
                  { name: 'd', list: 'string' },
                ],
              },
            ],
          },
        ],
        splits: [{ name: 'test', num_bytes: 7, num_examples: 3 }],
        download_size: 7,
        dataset_size: 7,
      },
    ]);
  });

  it('has nothing to load where no dialog was accepted', () => {
    const tables = input.tables.map((table) => ({ ...table, columns: [], files: [] }));
    assert.match(renderDatasetCard({ ...input, tables, splits: { train: 0, valid: 0, test: 0 } }), /^# Conv/u);
  });

  it('refuses a column that `datasets` could not load instead of leaving it out', () => {
    const [table] = input.tables;
    assert.ok(table !== undefined);
    const tables = [{ ...table, columns: [{ name: 'plan', type: 'JSON' }] }];
    assert.throws(() => renderDatasetCard({ ...input, tables }), /type JSON/u);
  });

  it('says what the licence of the reviews means, and how to cite', () => {
    const card = renderDatasetCard({ ...input, runId: 'a_b' });
    assert.match(card, /## Licence\n.*Do not publish it\./u);
    assert.match(card, /title = \{.*: a\\_b\}/u);
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

  it("answers what the Commission's template asks of synthetic data", () => {
    assert.match(
      renderDatasetCard(input),
      /## Synthetic data\n[^]*\| synthetic data created by AI \| no: [^]*\| models that created it \| none \|\n[^]*reviews that people wrote/u,
    );
    const config = RunConfigSchema.parse({ source: { kind: 'sample' }, model: { kind: 'openai', name: 'a|b<c' } });
    assert.match(
      renderDatasetCard({ ...input, config }),
      /\| yes: every utterance \|\n\| modality and size \| text; 1,203 dialogs, 9,000 turns \|\n\| models that created it \| the language model `a\\\|b&lt;c`[^]*simulated reviews/u,
    );
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
