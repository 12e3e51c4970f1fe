import assert from 'node:assert/strict';
import { categoryOfFileName } from '../../../datasets/amazon/category-of-file-name.ts';

describe('the category a file name tells', () => {
  const names = {
    'Electronics.jsonl': 'Electronics',
    'raw/2023/All_Beauty.jsonl.gz': 'All Beauty',
    'meta_All_Beauty.jsonl': 'All Beauty',
    'reviews_Musical_Instruments_5.json.gz': 'Musical Instruments',
    'Toys_and_Games_5.json': 'Toys and Games',
    'meta_.json': '',
  };
  for (const [file, category] of Object.entries(names)) {
    it(`${file} is "${category}"`, () => assert.equal(categoryOfFileName(file), category));
  }
});
