import { z } from 'zod';
import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { readDialogRecord } from '../../activities/dialogs/dialog-files.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import { DialogSchema, TurnSchema } from '../../schemas/dialog.ts';
import type { Dialog, Turn } from '../../schemas/dialog.ts';
import type { Evidence } from '../../schemas/evidence.ts';
import { EvidenceSchema } from '../../schemas/evidence.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { isMade, openRelations } from './check-relations.ts';
import { hasLiveDialogs } from '../query/live-relations.ts';
import { findPlan, parsePlan } from './find-plan.ts';
import { readRejectedAttempts } from './read-rejected-attempts.ts';
import type { RejectedAttempt } from './read-rejected-attempts.ts';

/** Evidence with the aspect's label and the words it points to; null when the review is not in the run. */
export interface CitedEvidence extends Evidence {
  label: string;
  text: string | null;
}

const ProfileRowSchema = z.object({
  aspectId: z.string(),
  label: z.string(),
  mentions: z.number().int(),
  sentiment: z.number(),
  share: z.number(),
});
export type ProfileRow = z.infer<typeof ProfileRowSchema>;

export interface FoundDialog {
  dialogId: string;
  /** `planned`: no turn is finished yet. */
  status: Dialog['status'] | 'planned';
  reason: string | null;
  realizer: string | null;
  split: string;
  plan: DialogPlan;
  /** The user's temporal profile as of the target, the largest share first. */
  profile: ProfileRow[];
  turns: (Omit<Turn, 'evidence'> & { evidence: CitedEvidence[] })[];
  /** Refused attempts, of turns that were accepted later and of the one a failed dialog ended at. */
  rejected: RejectedAttempt[];
}

/**
 * One dialog with all that stands behind it, by its id or an unambiguous beginning of it. Once the run has gathered the dialogs they come
 * from the relations, before that from the file each one leaves when it ends. Throws RunFolderUnusable when there is no such dialog.
 */
export const readDialog = (run: RunFolder, wanted: string): Promise<FoundDialog> =>
  withDatabase({ memoryLimitMb: 1024 }, (db) => readDialogIn(db, run, wanted));

/** The same in a database that is open already; it gets views of the relations that are read. */
export async function readDialogIn(db: Database, run: RunFolder, wanted: string): Promise<FoundDialog> {
  const row = await findPlan(db, run, wanted);
  const { dialogId, split } = row;
  // All of them older than the plans.
  await openRelations(db, run, ['reviews', 'aspects', 'profiles']);
  const isLive = await hasLiveDialogs(run);
  const dialog = isLive ? await readLiveDialog(db, run, dialogId) : await readGatheredDialog(db, run, dialogId);
  const turns = dialog?.turns ?? [];
  const cited = await readCited(db, turns);
  return {
    dialogId,
    split,
    plan: parsePlan(run, row),
    profile: await readProfile(db, dialogId),
    status: dialog?.status ?? 'planned',
    reason: dialog?.reason ?? null,
    realizer: dialog?.realizer ?? null,
    turns: turns.map((turn) => ({
      ...turn,
      evidence: turn.evidence
        .map((evidence) => ({ ...evidence, ...(cited.get(keyOf(evidence)) ?? unknownWords(evidence)) }))
        .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
    })),
    rejected: await readRejectedAttempts(db, run, dialogId, isLive),
  };
}

/** The relations may hold what an earlier launch made of the dialog. */
const readLiveDialog = async (db: Database, run: RunFolder, dialogId: string): Promise<Dialog | undefined> =>
  (await readDialogRecord(run, dialogId)) ?? readFromRelations(db, run, dialogId);

const readGatheredDialog = async (db: Database, run: RunFolder, dialogId: string): Promise<Dialog | undefined> =>
  (await readFromRelations(db, run, dialogId)) ?? readDialogRecord(run, dialogId);

const RelationDialogSchema = z.object({
  dialogId: z.string(),
  status: DialogSchema.shape.status,
  reason: z.string().nullable(),
  realizer: z.string(),
});

async function readFromRelations(db: Database, run: RunFolder, dialogId: string): Promise<Dialog | undefined> {
  const relations = ['dialogs', 'turns', 'turn_evidence'] as const;
  for (const relation of relations) if (!(await isMade(run, relation))) return undefined;
  await openRelations(db, run, relations);
  const [row] = await db.rows(
    'select dialog_id as "dialogId", status, reason, realizer from dialogs where dialog_id = $dialogId',
    { dialogId },
  );
  if (row === undefined) return undefined;
  const turns = await db.rows(await readSql('run/reading/dialog_turns.sql'), { dialogId });
  const evidence = await db.rows(await readSql('run/reading/dialog_evidence.sql'), { dialogId });
  return {
    ...RelationDialogSchema.parse(row),
    turns: turns.map((turn) => {
      const { cites, ...parsed } = TurnSchema.parse({
        ...turn,
        evidence: evidence.filter((cited) => cited['turn'] === turn['turn']),
      });
      // The relation has an empty list where none were asked for.
      return cites === undefined || cites.length === 0 ? parsed : { ...parsed, cites };
    }),
  };
}

async function readProfile(db: Database, dialogId: string): Promise<ProfileRow[]> {
  const rows = await db.rows(await readSql('run/reading/dialog_profile.sql'), { dialogId });
  return rows.map((row) => ProfileRowSchema.parse(row));
}

const CitedSchema = EvidenceSchema.pick({ reviewId: true, aspectId: true, charStart: true, charEnd: true }).extend({
  label: z.string(),
  text: z.string().nullable(),
});

/** The words behind each piece of evidence, from the reviews. */
async function readCited(
  db: Database,
  turns: readonly Turn[],
): Promise<Map<string, Pick<CitedEvidence, 'label' | 'text'>>> {
  const evidence = JSON.stringify(turns.flatMap((turn) => turn.evidence));
  const rows = await db.rows(await readSql('run/reading/cited_words.sql'), { evidence });
  return new Map(
    rows.map((row) => {
      const { label, text, ...place } = CitedSchema.parse(row);
      return [keyOf(place), { label, text }];
    }),
  );
}

const keyOf = (place: Pick<Evidence, 'reviewId' | 'aspectId' | 'charStart' | 'charEnd'>): string =>
  JSON.stringify([place.reviewId, place.aspectId, place.charStart, place.charEnd]);

/** Oldest first; the plan's own order is lost in the relation. */
const orderOf = ({ side, reviewedAt, ...place }: Evidence): string => JSON.stringify([reviewedAt, keyOf(place), side]);

const unknownWords = ({ aspectId }: Evidence): Pick<CitedEvidence, 'label' | 'text'> => ({
  label: aspectId,
  text: null,
});
