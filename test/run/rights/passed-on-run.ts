import { mkdir, stat, writeFile } from 'node:fs/promises';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { sha256OfFile } from '../../../infra/storage/file-sums.ts';
import { datasetTables, predecessorTable } from '../../../studio/dataset/dataset-tables.ts';
import { renderSums } from '../../../studio/dataset/file-sums.ts';
import { createFixtureRun, dialogIds } from '../fixture-run.ts';
import type { FixtureRun } from '../fixture-run.ts';

const quote = 'the wait was a "real" pain, 🍕 or not';
const review = `We came late.\n${quote.replace('the', 'The')}. Never mind.`;
export const said = {
  system: `One guest wrote "the wait was a 'real' pain, 🍕 or not". {"text":"wait was a 'real' pain"}`,
  user: 'Hm. ⟦r:x:0-1:⟧ I came alone',
};
export const passedOnTitle = 'The Wait Was a Pain';
const userId = 'user-4711';

/** What a dataset's tables hold of one dialog, a statement each. */
const tables: Readonly<Record<string, string>> = {
  data: `select $id as dialog_id, $author as user_id, 2.0::double as score, timestamp '2021-03-01 10:00:00' as as_of,
           [{role: 'assistant', content: $system}, {role: 'user', content: $user}] as messages`,
  plan: `select $id as dialog_id, $author as user_id, {quotes: [{review_id: 'r9', text: $quote}]} as claim, 9007199254740993::bigint as seed, $title as title`,
  evidence: `select $id as dialog_id, unnest([0, 1]) as turn, unnest([$system, $user]) as text, date '2020-01-01' as month, []::varchar[] as cites`,
  profile: `select $id as dialog_id, $author as user_id, [{label: 'wait', share: 1.0::double}] as aspects`,
  predecessor: `select $author as user_id, [{COMPUTER: $system, HUMAN: $user}] as turns, 5.0::double as rating`,
};

export interface PassedOnRun extends FixtureRun {
  /** The one that the dataset is of. */
  userId: string;
  dialogId: string;
}

/** A run with a dataset of one dialog, which repeats words of the review r9: the tables' texts, not their columns, are those of a real one. */
export async function writePassedOnRun(): Promise<PassedOnRun> {
  const fixture = await createFixtureRun();
  const { run } = fixture;
  const values = {
    id: dialogIds.accepted,
    system: said.system,
    user: said.user,
    quote,
    title: passedOnTitle,
    author: userId,
  };
  const start = Array.from(review.split(quote.replace('the', 'The'))[0] ?? '').length;
  const quoted = { reviewId: 'r9', charStart: start, charEnd: start + Array.from(quote).length };
  const plan = { candidates: [{ itemId: 'i1', title: passedOnTitle, claims: [{ quotes: [quoted] }] }], memories: [] };
  const sums = new Map<string, string>();
  await withDatabase({ threads: 1 }, async (db) => {
    await db.writeParquet('select $id as dialog_id, $plan::varchar as plan', run.relationPath('plans'), {
      id: dialogIds.accepted,
      plan: JSON.stringify(plan),
    });
    await db.writeParquet(
      `select 'r9' as review_id, 'user-0815' as user_id, $review as text`,
      run.relationPath('reviews'),
      { review },
    );
    for (const { folder, rowsPerGroup } of [...datasetTables, predecessorTable]) {
      const sql = tables[folder] ?? '';
      const used = Object.fromEntries(Object.entries(values).filter(([name]) => sql.includes(`$${name}`)));
      const file = `dataset/${folder}/train-00000-of-00001.parquet`;
      await mkdir(run.path(`dataset/${folder}`), { recursive: true });
      await db.writeParquet(sql, run.path(file), used, rowsPerGroup);
      sums.set(file.slice('dataset/'.length), await sha256OfFile(run.path(file)));
      if (folder !== 'predecessor') continue;
      await db.writeJsonLines(sql, run.path('dataset/predecessor/train.jsonl'), used);
      sums.set('predecessor/train.jsonl', await sha256OfFile(run.path('dataset/predecessor/train.jsonl')));
    }
    await writeFile(run.path('dataset/SHA256SUMS'), renderSums(sums));
  });
  const distribution = [...sums].map(([contentUrl, sha256]) => ({ contentUrl, contentSize: '0 B', sha256 }));
  for (const described of distribution)
    described.contentSize = `${(await stat(run.path(`dataset/${described.contentUrl}`))).size} B`;
  await writeFile(run.path('dataset/croissant.json'), `${JSON.stringify({ name: 'x', distribution }, undefined, 1)}\n`);
  await writeFile(run.path('dataset/README.md'), `# Card\n\n## One dialog\n> ${quote}\n\n## Licence\nMine.\n`);
  return { ...fixture, userId, dialogId: dialogIds.accepted };
}

/** The rows of a Parquet file as JSON, in their order. */
export const listParquetRows = (path: string): Promise<string[]> =>
  withDatabase({ threads: 1 }, async (db) => {
    const rows = await db.rows('select to_json(t)::varchar as row from read_parquet($path) t', { path });
    return rows.map(({ row }) => String(row));
  });
