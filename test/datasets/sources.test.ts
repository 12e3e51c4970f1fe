import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { datasetAdapters, sources } from '../../datasets/sources.ts';
import { SourceConfigSchema } from '../../schemas/source-config.ts';

const read = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('sources', () => {
  it('have every kind of source that a config may name once its files were looked at', () => {
    const kinds = SourceConfigSchema.shape.kind.unwrap().options.filter((kind) => kind !== 'auto' && kind !== 'sample');
    assert.deepEqual(Object.keys(sources).toSorted(), kinds.toSorted());
  });

  it('recognise each data set by an adapter of its own kind', () => {
    assert.deepEqual(
      datasetAdapters.map(({ kind }) => kind),
      ['yelp', 'amazon', 'mobilerec'],
    );
    for (const [kind, { adapter }] of Object.entries(sources)) assert.equal(adapter?.kind ?? 'mapped', kind);
  });

  it('bring every macro that their staging statements call', async () => {
    for (const { adapter, macros } of Object.values(sources)) {
      const defined = new Set((await Promise.all(macros.map(read))).join('\n').match(/(?<=macro )\w+/gu));
      for (const { stagingSql } of adapter?.formats ?? []) {
        if ((await read(stagingSql)).includes('decode_html(')) assert.ok(defined.has('decode_html'), stagingSql);
      }
    }
  });
});
