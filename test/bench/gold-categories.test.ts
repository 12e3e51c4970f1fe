import assert from 'node:assert/strict';
import { coarseCategory } from '../../bench/mentions/gold-categories.ts';

describe('coarseCategory', () => {
  it('reads the categories of all sets in the gold', () => {
    const read = ['FOOD#QUALITY', 'DRINKS#PRICES', 'RESTAURANT#GENERAL', 'staff', 'price', 'KEYBOARD#USABILITY'];
    assert.deepEqual(read.map(coarseCategory), ['food', 'price', 'general', 'service', 'price', 'input']);
    const laptops = ['LAPTOP#DESIGN_FEATURES', 'HARD_DISC#QUALITY', 'LAPTOP#MISCELLANEOUS', 'FANS&COOLING#QUALITY'];
    assert.deepEqual(laptops.map(coarseCategory), ['design', 'hardware', 'general', 'hardware']);
  });
});
