import { sources } from '../../datasets/sources.ts';
import { htmlEntities } from '../../studio/text/html-entities.ts';
import type { SourceInputs } from '../../studio/staging/readable-input.ts';
import type { FileRole, RecognisedSource } from '../../studio/staging/source-file.ts';
import { stageSourceFile } from './stage-source-file.ts';
import type { StagedFile, StagingTools } from './stage-source-file.ts';

export interface RoledFile extends StagedFile {
  role: FileRole;
}

/** Reads every file of a source into the tables `staged_reviews` and `staged_items`. Errors: those of `stageSourceFile`. */
export async function stageSourceFiles(
  tools: StagingTools,
  inputs: Pick<SourceInputs, 'makeReadable'>,
  source: RecognisedSource,
  isForgetting = false,
): Promise<RoledFile[]> {
  const { db, deps } = tools;
  await db.run(`set variable html_entities = from_json($entities, '"MAP(VARCHAR, VARCHAR)"')`, {
    entities: JSON.stringify(htmlEntities),
  });
  for (const macro of macros) await db.run(await deps.readSql(macro));
  // Only what is to be forgotten is looked for in rows that cannot be taken apart: kept whole, they may be many and long.
  await db.run('set variable is_forgetting = $isForgetting', { isForgetting });
  for (const table of ['staged_reviews', 'staged_items']) {
    await db.run(await deps.readSql(`studio/staging/create_${table}.sql`));
  }
  const staged: RoledFile[] = [];
  for (const file of source.files) staged.push({ role: file.role, ...(await stageSourceFile(tools, inputs, file)) });
  return staged;
}

/** Macros that staging statements call: the common ones and each source's own, in an order in which each finds those that it calls. */
const macros = [
  'studio/staging/time_since.sql',
  'studio/staging/parse_time.sql',
  'studio/staging/parse_time_as.sql',
  'studio/staging/known_text.sql',
  'studio/staging/clean_id.sql',
  'studio/staging/parse_price.sql',
  'studio/staging/price_mark.sql',
  'studio/staging/price_digits.sql',
  'studio/staging/parse_price_in.sql',
  'studio/staging/review_hash.sql',
  'studio/staging/exclusion_hash.sql',
  'studio/staging/list_text.sql',
  'studio/staging/listed.sql',
  ...Object.values(sources).flatMap((source) => source.macros),
  'studio/staging/plain_title.sql',
  'studio/staging/is_no_title.sql',
];
