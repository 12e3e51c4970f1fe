import { z } from 'zod';
import { findLanguages } from '../../studio/staging/find-languages.ts';
import type { LanguageShares } from '../../studio/staging/find-languages.ts';
import type { StagingTools } from './stage-source-file.ts';

/** Languages of a thousand of the staged reviews. */
export async function readLanguages({
  db,
  deps,
}: Pick<StagingTools, 'db'> & { deps: Pick<StagingTools['deps'], 'readSql'> }): Promise<LanguageShares> {
  const rows = await db.rows(await deps.readSql('studio/staging/language_texts.sql'));
  return findLanguages(
    z
      .array(z.object({ text: z.string() }))
      .parse(rows)
      .map(({ text }) => text),
  );
}
