import type { RecognisedSource } from './source-file.ts';

/** What to give so that items have titles. */
export function describeTitles(kind: RecognisedSource['kind']): string {
  return remedies[kind];
}

const remedies: Readonly<Record<RecognisedSource['kind'], string>> = {
  yelp: 'Put yelp_academic_dataset_business.json, which holds the names, beside the review file.',
  amazon:
    'Put the meta file of the same category and year (meta_<Category>.json or .jsonl, plain or .gz) beside the review file.',
  mobilerec: 'Put app_meta.csv, which holds the names, beside mobilerec_final.csv.',
  mapped:
    'Name the file and columns of the titles in source.mapped.items, or the column of the review file that holds them in source.mapped.reviews.columns.title (that of the item id, where ids can be read as names).',
};
