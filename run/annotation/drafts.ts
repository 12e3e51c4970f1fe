import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { DraftSchema } from '../../schemas/annotation.ts';
import type { Draft } from '../../schemas/annotation.ts';
import { raterKeyOf } from './rating-files.ts';

const DraftsSchema = z.record(z.string(), DraftSchema);
/** Forms that are filled in part, by the dialog's position on the rater's list. */
export type Drafts = z.infer<typeof DraftsSchema>;

/** Drafts are a convenience: a file that cannot be read as one has none. */
export async function readDrafts(run: RunFolder, raterId: string): Promise<Drafts> {
  const text = await run.readText(fileOf(raterId));
  if (text === undefined) return {};
  try {
    return DraftsSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Keeps a draft; null removes it. Calls for one rater must not overlap. */
export async function keepDraft(run: RunFolder, raterId: string, position: number, draft: Draft | null): Promise<void> {
  const { [position]: before, ...others } = await readDrafts(run, raterId);
  if (draft === null && before === undefined) return;
  const drafts = draft === null ? others : { ...others, [position]: draft };
  await run.writeText(fileOf(raterId), JSON.stringify(drafts));
}

const fileOf = (raterId: string): string => `evaluation/annotation/drafts/${raterKeyOf(raterId)}.json`;
