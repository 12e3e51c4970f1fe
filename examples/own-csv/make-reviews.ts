import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureSample } from '../../datasets/sample/ensure-sample.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';

// Writes reviews.csv and places.csv into a folder: invented reviews, with the columns that convrec.yaml names.
const folder = resolve(process.argv[2] ?? 'examples/own-csv');
const users = Number(process.argv[3] ?? 150);
const { folder: sample } = await ensureSample(join(tmpdir(), 'convrec-example-sample'), {
  domain: 'yelp',
  users,
  seed: 5,
});
const from = (name: string): string =>
  `read_json_auto('${join(sample, name).replaceAll("'", "''")}', ignore_errors = true)`;
await mkdir(folder, { recursive: true });
await withDatabase({}, async (db) => {
  const write = (query: string, name: string): Promise<void> =>
    db.run(`copy (${query}) to '${join(folder, name).replaceAll("'", "''")}' (format csv, header)`);
  await write(
    `select user_id as who, business_id as place, stars, "date" as written, text as words
     from ${from('yelp_academic_dataset_review.json')}`,
    'reviews.csv',
  );
  await write(
    `select business_id as place, "name", split_part(categories, ',', 1) as kind from ${from('yelp_academic_dataset_business.json')}`,
    'places.csv',
  );
});
console.log(`reviews.csv and places.csv are in ${folder}`);
