import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { drawBars } from '../../bench/draw-bars.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';

// node --import tsx examples/sql-and-plot/plot.ts RUN-FOLDER OUT.svg: how a run's dialogs end, by the split they are in.
const [folder, out = 'outcomes.svg'] = process.argv.slice(2);
if (folder === undefined) throw new Error('Give the folder of a run, e.g. runs/sample-yelp-1234567890');

const rows = await withDatabase({}, async (db) => {
  await db.openParquet('dialogs', join(resolve(folder), 'relations', 'dialogs.parquet'));
  return db.rows(`
    select outcome, split, count(*)::integer as dialogs
    from dialogs
    where status = 'accepted'
    group by outcome, split
    order by outcome, split`);
});
console.table(rows);
const bars = rows.map(({ outcome, split, dialogs }) => ({
  label: String(outcome),
  series: String(split),
  value: Number(dialogs),
}));
await writeFile(out, await drawBars('How the dialogs end', 'accepted dialogs', bars));
console.log(`The plot is ${resolve(out)}`);
