import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../activities/dependencies.ts';
import { truthFiles } from '../datasets/sample/truth.ts';

/**
 * Makes tables `planted` (a clause that the generator of the bundled sample planted in a staged review, with aspect, polarity and sentiment)
 * and `turns` (item, planted aspect, date, direction). Input: relation reviews; `folder` is the sample's.
 */
export async function readPlantedTruth(db: Database, folder: string): Promise<void> {
  const readArray = async (file: string): Promise<string> =>
    `[${(await readFile(join(folder, file), 'utf8')).trimEnd().replaceAll('\n', ',')}]`;
  await db.run(
    `create temp table planted as
       select reviews.review_id, reviews.user_id, reviews.item_id, reviews.reviewed_at, clause.char_start, clause.char_end, clause.aspect,
              clause.polarity, clause.sentiment
         from (select unnest(from_json($clauses, '[{"review_id":"VARCHAR","char_start":"INTEGER","char_end":"INTEGER","aspect":"VARCHAR","polarity":"VARCHAR","sentiment":"DOUBLE"}]')) as clause)
         join (select unnest(from_json($reviews, '[{"review_id":"VARCHAR","line":"BIGINT"}]'), recursive := true)) as lines on lines.review_id = clause.review_id
         join reviews on reviews.source_line = lines.line`,
    { clauses: await readArray(truthFiles.clauses), reviews: await readArray(truthFiles.reviews) },
  );
  await db.run(
    `create temp table turns as
       select item_id, turn.aspect, turn.at, turn."to" > turn."from" as is_rising
         from (select item_id, unnest(turns) as turn
                 from (select unnest(from_json($items, '[{"item_id":"VARCHAR","turns":[{"aspect":"VARCHAR","at":"TIMESTAMP","from":"DOUBLE","to":"DOUBLE"}]}]'), max_depth := 2)))`,
    { items: await readArray(truthFiles.items) },
  );
}
