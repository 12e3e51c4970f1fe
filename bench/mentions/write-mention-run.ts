import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import type { Mention } from '../../studio/mentions/extract-mentions.ts';
import { goldFolder } from './gold-runs.ts';
import type { GoldReview } from './gold-runs.ts';

/** Writes the relations of a run that the gold's scorer reads; each head of a term stands as an aspect of its own. */
export async function writeMentionRun(
  folder: string,
  reviews: readonly GoldReview[],
  mentions: ReadonlyMap<string, readonly Mention[]>,
): Promise<void> {
  await mkdir(join(folder, 'relations'), { recursive: true });
  const heads = new Set<string>();
  const rows = reviews.flatMap(({ rid, product }) =>
    (mentions.get(rid) ?? []).map(({ head, sentiment, confidence, termSpan, clauseSpan }) => {
      heads.add(head);
      return {
        review_id: rid,
        item_id: product,
        aspect_id: head,
        char_start: clauseSpan.charStart,
        char_end: clauseSpan.charEnd,
        term_start: termSpan.charStart,
        term_end: termSpan.charEnd,
        similarity: confidence,
        sentiment,
      };
    }),
  );
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const write = async (name: string, of: readonly object[]): Promise<void> => {
    const lines = join(folder, `${name}.jsonl`);
    await writeFile(lines, of.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await connection.run(
      `copy (select * from read_json('${lines}', format = 'newline_delimited', maximum_object_size = 100000000)) to '${join(folder, 'relations', name)}.parquet'`,
    );
  };
  await write('mentions', rows);
  await write(
    'reviews',
    reviews.map(({ rid, body }) => ({ review_id: rid, text: body })),
  );
  await write(
    'aspects',
    [...heads].toSorted().map((head) => ({ aspect_id: head, label: head, top_terms: [head], kept: true })),
  );
  connection.closeSync();
  instance.closeSync();
}

const ScoreSchema = z.object({
  mentions: z.number(),
  literal_claims: z.object({
    n: z.number(),
    topic: z.number(),
    strict: z.number(),
    recall: z.number(),
    f1: z.number(),
  }),
  polarity: z.object({ n: z.number(), says: z.number(), acc_when_says: z.number().nullable() }),
});
export type GoldScore = z.infer<typeof ScoreSchema>;

/** The gold's own scorer on a run, over one gold file. */
export async function scoreRun(python: string, folder: string, goldFile: string): Promise<GoldScore> {
  const out = join(folder, 'score.json');
  execFileSync(python, [join(goldFolder, 'score.py'), folder, goldFile, '--json', out], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Python writes what it could not divide as NaN, which is no JSON.
  return ScoreSchema.parse(JSON.parse((await readFile(out, 'utf8')).replaceAll(/\bNaN\b/gu, 'null')));
}
