import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { dialogFile, readAttempts, readDialogRecord } from '../../activities/dialogs/dialog-files.ts';
import { DialogSchema } from '../../schemas/dialog.ts';

/** What the list knows of a dialog that has begun, in the columns of live_begun_dialogs.sql and live_dialog_lines.sql. */
export interface BegunDialog {
  dialog_id: string;
  status: 'accepted' | 'failed' | 'unfinished';
  reason: string | null;
  turns: number;
  aspect_ids: string[];
  refused: number;
  checks: string[];
  /** What was said or refused. */
  lines: string[];
}

/** Reads a dialog's files as they are now, a half-written last line left out. Throws RunFolderUnusable for a damaged one. */
export async function readBegunDialog(run: RunFolder, dialogId: string): Promise<BegunDialog> {
  const record = await readRecord(run, dialogId);
  const attempts = await readCalls(run, dialogId, record !== undefined);
  const refused = attempts.filter(({ accepted }) => !accepted);
  const checks = refused.flatMap(({ problems, modelCall }) =>
    modelCall?.failure ? [modelCall.failure.name] : problems.map(({ check }) => check),
  );
  const said = record?.turns.map(({ text }) => text) ?? attempts.filter(({ accepted }) => accepted).map(textOf);
  return {
    dialog_id: dialogId,
    status: record?.status ?? 'unfinished',
    reason: record?.reason ?? null,
    turns: said.length,
    aspect_ids: [...new Set(record?.turns.flatMap(({ evidence }) => evidence.map(({ aspectId }) => aspectId)) ?? [])],
    refused: refused.length,
    checks: [...new Set(checks)],
    lines: [...said, ...refused.map(textOf)],
  };
}

const textOf = ({ text }: { text: string }): string => text;

const RecordSchema = DialogSchema.pick({ status: true, reason: true }).extend({
  turns: z.array(z.object({ text: z.string(), evidence: z.array(z.object({ aspectId: z.string() })) })),
});

async function readRecord(run: RunFolder, dialogId: string): Promise<z.infer<typeof RecordSchema> | undefined> {
  const text = await run.readText(dialogFile(dialogId, 'record'));
  if (text === undefined) return undefined;
  const record = RecordSchema.safeParse(tryJson(text));
  // The whole reading names what is wrong with the file.
  return record.success ? record.data : readDialogRecord(run, dialogId);
}

const CallSchema = z.object({
  accepted: z.boolean(),
  text: z.string(),
  problems: z.array(z.object({ check: z.string() })),
  modelCall: z.object({ failure: z.object({ name: z.string() }).nullish() }).nullish(),
});

/** Accepted calls of a dialog that has ended are in its record: most lines of its journal need no parsing. */
async function readCalls(run: RunFolder, dialogId: string, hasEnded: boolean): Promise<z.infer<typeof CallSchema>[]> {
  const text = (await run.readText(dialogFile(dialogId, 'attempts'))) ?? '';
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  const wanted = lines.filter((line) => line !== '' && !(hasEnded && line.includes('"accepted":true')));
  const calls = wanted.map((line) => CallSchema.safeParse(tryJson(line)));
  if (calls.some(({ success }) => !success)) return readAttempts(run, dialogId);
  return calls.flatMap(({ data }) => data ?? []);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
