import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseSums, renderSums } from '../../../studio/dataset/file-sums.ts';

const sum = 'a'.repeat(64);

describe('SHA256SUMS', () => {
  it('is read as it was written', () => {
    const files = fc.uniqueArray(fc.constantFrom('train.jsonl', 'predecessor/val.jsonl', 'dialogs.parquet'), {
      minLength: 1,
    });
    const sums = fc.stringMatching(/^[0-9a-f]{64}$/u);
    fc.assert(
      fc.property(files, sums, (names, value) => {
        const written = new Map(names.map((name) => [name, value]));
        assert.deepEqual(parseSums(renderSums(written)), written);
      }),
    );
  });

  for (const damaged of [
    '',
    `${sum}  a`,
    `${sum} a\n`,
    `${sum.slice(1)}  a\n`,
    `${sum}  ../a\n`,
    `${sum}  /a\n`,
    'x\n',
  ]) {
    it(`is damaged where it holds ${JSON.stringify(damaged.slice(-12))}`, () => {
      assert.equal(parseSums(damaged), undefined);
    });
  }
});
