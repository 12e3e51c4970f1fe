import assert from 'node:assert/strict';
import { z } from 'zod';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { withFiles } from '../../../studio/dataset/croissant-files.ts';
import { renderCroissant } from '../../../studio/dataset/render-croissant.ts';
import type { CroissantInput } from '../../../studio/dataset/render-croissant.ts';

const data = 'data/train-00000-of-00001.parquet';
const lines = 'predecessor/train.jsonl';
const input: CroissantInput = {
  config: RunConfigSchema.parse({ source: { kind: 'yelp', path: '/data' } }),
  licence: { id: 'other', name: 'some-terms', link: 'https://example.org/terms' },
  tables: [
    {
      config: 'default',
      columns: [
        { name: 'dialog_id', type: 'VARCHAR' },
        { name: 'as_of', type: 'TIMESTAMP' },
        { name: 'path', type: 'VARCHAR[]' },
        { name: 'target', type: 'STRUCT(item_id VARCHAR, span STRUCT("from" BIGINT))' },
        { name: 'candidates', type: 'STRUCT(title VARCHAR, marks INTEGER[], claims STRUCT(label VARCHAR)[])[]' },
      ],
      files: [{ split: 'train', path: data, rows: 2, bytes: 9 }],
    },
  ],
  files: [
    { path: data, sha256: 'a'.repeat(64), bytes: 9 },
    { path: lines, sha256: 'b'.repeat(64), bytes: 5 },
  ],
};

const FieldSchema = z.strictObject({
  '@type': z.literal('cr:Field'),
  '@id': z.string(),
  name: z.string(),
  description: z.string().optional(),
  isArray: z.literal(true).optional(),
  arrayShape: z.string().optional(),
  dataType: z.string().optional(),
  source: z
    .strictObject({
      fileObject: z.strictObject({ '@id': z.string() }),
      extract: z.strictObject({ column: z.string() }),
      transform: z.strictObject({ jsonPath: z.string() }).optional(),
    })
    .optional(),
  get subField() {
    return z.array(FieldSchema).optional();
  },
});
type Field = z.infer<typeof FieldSchema>;
/** What Croissant 1.1 asks of the nodes that a dataset has. */
const CroissantSchema = z.looseObject({
  '@type': z.literal('sc:Dataset'),
  conformsTo: z.literal('http://mlcommons.org/croissant/1.1'),
  license: z.string(),
  distribution: z.array(
    z.strictObject({
      '@type': z.literal('cr:FileObject'),
      '@id': z.string(),
      name: z.string(),
      contentUrl: z.string(),
      encodingFormat: z.string(),
      contentSize: z.string(),
      sha256: z.string().length(64),
    }),
  ),
  recordSet: z.array(
    z.strictObject({
      '@type': z.literal('cr:RecordSet'),
      '@id': z.string(),
      name: z.string(),
      description: z.string(),
      field: z.array(FieldSchema),
    }),
  ),
});
const read = (text: string): z.infer<typeof CroissantSchema> => CroissantSchema.parse(JSON.parse(text));
const leaves = (fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => (field.subField === undefined ? [field] : leaves(field.subField)));

const licensed = (licence: CroissantInput['licence']): string => read(renderCroissant({ ...input, licence })).license;

describe('renderCroissant', () => {
  it('describes every file with its checksum, and every column that a reader can reach', () => {
    const { license, distribution, recordSet } = read(renderCroissant(input));
    assert.equal(license, 'https://example.org/terms');
    assert.deepEqual(
      distribution.map(({ contentUrl, encodingFormat, contentSize }) => [contentUrl, encodingFormat, contentSize]),
      [
        [data, 'application/x-parquet', '9 B'],
        [lines, 'application/jsonlines', '5 B'],
      ],
    );
    const [records] = recordSet;
    assert.deepEqual([recordSet.length, records?.['@id']], [1, 'default/train']);
    assert.deepEqual(
      leaves(records?.field ?? []).map(({ '@id': id, dataType, arrayShape, source }) => [
        id.slice('default/train/'.length),
        dataType,
        arrayShape,
        source?.fileObject['@id'],
        source?.extract.column,
        source?.transform?.jsonPath,
      ]),
      [
        ['dialog_id', 'sc:Text', undefined, data, 'dialog_id', undefined],
        ['as_of', 'sc:DateTime', undefined, data, 'as_of', undefined],
        ['path', 'sc:Text', '-1', data, 'path', undefined],
        ['target/item_id', 'sc:Text', undefined, data, 'target', 'item_id'],
        ['target/span/from', 'sc:Integer', undefined, data, 'target', 'span.from'],
        ['candidates/title', 'sc:Text', undefined, data, 'candidates', 'title'],
        ['candidates/marks', 'sc:Integer', '-1', data, 'candidates', 'marks'],
      ],
    );
  });

  it('names the lists in lists that it does not describe', () => {
    const [records] = read(renderCroissant(input)).recordSet;
    assert.match(String(records?.field.at(-1)?.description), /not described here: claims\.$/u);
  });

  it('names the licence of SPDX by its address, another one by its name', () => {
    assert.equal(licensed({ id: 'apache-2.0' }), 'https://spdx.org/licenses/Apache-2.0.html');
    assert.equal(licensed({ id: 'unknown' }), 'unknown');
  });

  it('refuses a column that no reader could take instead of leaving it out', () => {
    const [table] = input.tables;
    assert.ok(table !== undefined);
    const tables = [{ ...table, columns: [{ name: 'plan', type: 'JSON' }] }];
    assert.throws(() => renderCroissant({ ...input, tables }), /type JSON/u);
  });
});

describe('withFiles', () => {
  it('changes checksum and size of the files that are named, and nothing else', () => {
    const before = renderCroissant(input);
    const changed = { path: data, sha256: 'c'.repeat(64), bytes: 7 };
    const after = withFiles(before, [changed]) ?? '';
    assert.deepEqual(
      read(after).distribution.map(({ sha256, contentSize }) => [sha256[0], contentSize]),
      [
        ['c', '7 B'],
        ['b', '5 B'],
      ],
    );
    assert.equal(withFiles(after, input.files), before, 'the same bytes again');
  });

  it('gives nothing of a text that is no croissant.json', () => {
    assert.equal(withFiles('{"distribution": [{}]}', []), undefined);
    assert.equal(withFiles('{', []), undefined);
  });
});
