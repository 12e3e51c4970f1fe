import { rm } from 'node:fs/promises';
import { writeAttemptsOf, writeDialogRecord } from '../../../activities/dialogs/dialog-files.ts';
import type { Attempt, Dialog } from '../../../schemas/dialog.ts';
import type { AnnotatedRun } from '../annotation/annotated-run.ts';

/** Makes a run one that is going on: what its stage `dialogs` gathered is gone, and no dialog has begun. */
export async function ungather({ run }: AnnotatedRun): Promise<void> {
  for (const relation of ['dialogs', 'turns', 'turn_evidence', 'attempts'] as const) {
    await rm(run.relationPath(relation));
  }
}

/** Lets a dialog of the fixture say its first `turns` turns, which its journal then holds, and what was refused of them. */
export async function say({ run, refused }: AnnotatedRun, dialog: Dialog, turns = dialog.turns.length): Promise<void> {
  const attempt = { call: 0, realizer: dialog.realizer, context: null, modelCall: null };
  const failed = (refused.get(dialog.dialogId) ?? []).map(({ problems, ...line }): Attempt => ({
    ...attempt,
    ...line,
    accepted: false,
    problems: problems.map((problem) => ({ ...problem, kind: 'executional' })),
  }));
  const accepted = dialog.turns.slice(0, turns).map(({ turn, text }): Attempt => ({
    ...attempt,
    turn,
    text,
    attempt: failed.filter((line) => line.turn === turn).length,
    accepted: true,
    problems: [],
  }));
  await writeAttemptsOf(run, dialog.dialogId, [...accepted, ...failed]);
}

/** Lets it say everything and end. */
export async function end(fixture: AnnotatedRun, dialog: Dialog): Promise<void> {
  await say(fixture, dialog);
  await writeDialogRecord(fixture.run, dialog);
}
