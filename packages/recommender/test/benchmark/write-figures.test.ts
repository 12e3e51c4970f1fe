import assert from 'node:assert/strict';
import { writeGain, writePValue } from '../../benchmark/write-figures.ts';

describe('writePValue', () => {
  it('gives two digits, and a bound where there are none to give', () => {
    assert.deepEqual([1, 0.0213, 5.04e-12, 2.2e-16, 0].map(writePValue), [
      'p = 1.0',
      'p = 0.021',
      'p = 5.0e-12',
      'p < 1e-12',
      'p < 1e-12',
    ]);
  });
});

describe('writeGain', () => {
  it('gives a sign and one digit', () => {
    assert.deepEqual([0.109, 0, -0.0449].map(writeGain), ['+10.9 %', '+0.0 %', '-4.5 %']);
  });
});
