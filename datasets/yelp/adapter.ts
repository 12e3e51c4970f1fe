import type { DatasetAdapter } from '../../studio/staging/dataset-adapter.ts';

/** Yelp Open Dataset: JSON lines, any number of review files, one business file. Users, tips, check-ins and photos are not needed. */
export const yelpAdapter: DatasetAdapter = {
  kind: 'yelp',
  expects: 'yelp_academic_dataset_review.json (and _business.json for titles), JSON lines, plain or .gz',
  formats: [
    {
      name: 'yelp-review',
      role: 'reviews',
      container: 'json-lines',
      requiredKeys: ['review_id', 'user_id', 'business_id', 'stars', 'text', 'date'],
      foreignKeys: [],
      candidateName: /review.*\.jsonl?(\.gz)?$/iu,
      officialName: /review.*\.json(\.gz)?$/iu,
      stagingSql: 'datasets/yelp/reviews.sql',
      values: () => ({}),
    },
    {
      name: 'yelp-business',
      role: 'items',
      container: 'json-lines',
      requiredKeys: ['business_id', 'name'],
      foreignKeys: ['user_id', 'review_id'],
      candidateName: /business.*\.jsonl?(\.gz)?$/iu,
      officialName: /business\.json(\.gz)?$/iu,
      stagingSql: 'datasets/yelp/items.sql',
      values: () => ({}),
    },
  ],
};
