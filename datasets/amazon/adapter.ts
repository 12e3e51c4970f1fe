import type { DatasetAdapter } from '../../studio/staging/dataset-adapter.ts';
import { categoryOfFileName } from './category-of-file-name.ts';

const candidateName = /\.jsonl?(\.gz)?$/iu;
const fileCategory = (file: string): Record<string, string> => ({ file_category: categoryOfFileName(file) });

/**
 * Amazon Reviews of 2023, 2018 and 2014, and their meta files, in any mixture of categories and years: together they make one catalogue.
 * 2018 and 2014 share their keys; the loose files of 2014 hold Python dicts instead of JSON.
 */
export const amazonAdapter: DatasetAdapter = {
  kind: 'amazon',
  expects: '<Category>.jsonl (2023) or reviews_<Category>.json (2018, 2014) and meta_<Category>.json[l], plain or .gz',
  formats: [
    {
      name: 'amazon-2023-review',
      role: 'reviews',
      container: 'json-lines',
      requiredKeys: ['rating', 'text', 'user_id', 'timestamp', 'parent_asin|asin'],
      foreignKeys: [],
      candidateName,
      officialName: /^(?!meta_|reviews_)[A-Z][A-Za-z_]*\.jsonl(\.gz)?$/u,
      stagingSql: 'datasets/amazon/reviews_2023.sql',
      values: fileCategory,
    },
    {
      name: 'amazon-2014-review',
      role: 'reviews',
      container: 'json-lines',
      requiredKeys: ['reviewerID', 'asin', 'overall', 'unixReviewTime'],
      foreignKeys: [],
      candidateName,
      officialName: /^(reviews_.*|[A-Z][A-Za-z_]*(_5)?)\.json(\.gz)?$/u,
      stagingSql: 'datasets/amazon/reviews_2014.sql',
      values: fileCategory,
    },
    {
      name: 'amazon-2023-meta',
      role: 'items',
      container: 'json-lines',
      requiredKeys: ['parent_asin', 'title'],
      foreignKeys: ['user_id', 'reviewerID'],
      candidateName,
      officialName: /^meta_.*\.jsonl(\.gz)?$/u,
      stagingSql: 'datasets/amazon/items_2023.sql',
      values: fileCategory,
    },
    {
      name: 'amazon-2014-meta',
      role: 'items',
      container: 'json-lines',
      requiredKeys: ['asin', 'title|categories|category|main_cat'],
      foreignKeys: ['user_id', 'reviewerID', 'parent_asin'],
      candidateName,
      officialName: /^meta_.*\.json(\.gz)?$/u,
      stagingSql: 'datasets/amazon/items_2014.sql',
      values: fileCategory,
    },
  ],
};
