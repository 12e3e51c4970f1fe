import type { DatasetAdapter } from '../../studio/staging/dataset-adapter.ts';

/** MobileRec: one CSV of reviews, one of apps, with line breaks inside quoted fields. */
export const mobilerecAdapter: DatasetAdapter = {
  kind: 'mobilerec',
  expects: 'mobilerec_final.csv (and app_meta.csv for titles), plain or .gz',
  formats: [
    {
      name: 'mobilerec-review',
      role: 'reviews',
      container: 'csv',
      requiredKeys: ['app_package', 'review', 'rating', 'uid', 'unix_timestamp'],
      foreignKeys: [],
      candidateName: /\.csv(\.gz)?$/iu,
      officialName: /^mobilerec_final\.csv(\.gz)?$/u,
      stagingSql: 'datasets/mobilerec/reviews.sql',
      values: () => ({}),
    },
    {
      name: 'mobilerec-app',
      role: 'items',
      container: 'csv',
      requiredKeys: ['app_package', 'app_name', 'app_category'],
      foreignKeys: ['uid'],
      candidateName: /\.csv(\.gz)?$/iu,
      officialName: /^app_meta\.csv(\.gz)?$/u,
      stagingSql: 'datasets/mobilerec/items.sql',
      values: () => ({}),
    },
  ],
};
