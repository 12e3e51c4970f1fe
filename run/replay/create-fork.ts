import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { writeAttemptsOf } from '../../activities/dialogs/dialog-files.ts';
import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { DialogPlanSchema } from '../../schemas/dialog-plan.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { openRelations } from '../reading/check-relations.ts';
import type { RecordedDialog } from './recorded-dialogs.ts';

/** Where a fork comes from; `fork.json` in its folder. */
export const ForkSchema = z.object({
  dialogId: z.string(),
  /** A dialog of the run that holds the fork. */
  parentId: z.string(),
  /** The first turn that is the fork's own. */
  fromTurn: z.number().int().nonnegative(),
  isPlanEdited: z.boolean(),
});
export type Fork = z.infer<typeof ForkSchema>;

export interface ForkRequest {
  run: RunFolder;
  parent: RecordedDialog;
  plan: DialogPlan;
  fromTurn: number;
  /** The run's config with the model that is to speak from there on. */
  config: RunConfig;
  /** A plan to go on by instead; it begins as the parent's does. */
  editedPlan?: unknown;
}

/**
 * Makes a dialog that begins as another one did, in a folder of its own below the run's: `forks/<id>` has a run's files, one dialog long, so that
 * all that works on a run works on it, and nothing that goes over a run's dialogs meets it. The id is a hash of all that decides the fork: the same
 * fork is the same folder. Throws InvalidRunConfig where it cannot begin.
 */
export async function createFork(request: ForkRequest): Promise<{ fork: Fork; folder: RunFolder; plan: DialogPlan }> {
  const { run, parent, fromTurn, config, editedPlan } = request;
  const parentId = parent.dialog.dialogId;
  const chosen = editedPlan === undefined ? request.plan : parseEditedPlan(editedPlan, request.plan, fromTurn);
  const spoken = parent.dialog.turns.length;
  if (!Number.isInteger(fromTurn) || fromTurn < 0 || fromTurn > spoken || fromTurn >= chosen.turns.length) {
    const last = Math.min(spoken, chosen.turns.length - 1);
    throw refuse(
      `dialog ${parentId} cannot be forked from turn ${fromTurn}`,
      `Its turns to fork from are 0 to ${last}.`,
    );
  }
  const dialogId = `d${hashOf([parentId, fromTurn, config.model, config.fidelity, chosen]).slice(0, 20)}`;
  const fork: Fork = { dialogId, parentId, fromTurn, isPlanEdited: !isDeepStrictEqual(chosen, request.plan) };
  const plan = { ...chosen, dialogId };
  const folder = openRunFolder({ runId: dialogId, runsRoot: run.path('forks') });
  if ((await folder.readText('fork.json')) === undefined) {
    await withDatabase({ memoryLimitMb: 1024 }, (db) => writeRelations(db, run, folder, fork, plan));
    await folder.writeText('config.json', `${JSON.stringify(config, null, 2)}\n`);
    const before = parent.attempts.filter(({ turn }) => turn < fromTurn);
    await writeAttemptsOf(folder, dialogId, before);
    // Last: a fork whose making was cut short is made again.
    await folder.writeText('fork.json', `${JSON.stringify(fork, null, 2)}\n`);
  }
  return { fork, folder, plan };
}

function parseEditedPlan(edited: unknown, plan: DialogPlan, fromTurn: number): DialogPlan {
  const parsed = DialogPlanSchema.safeParse(edited);
  if (!parsed.success) {
    throw refuse(
      `the edited plan is no dialog plan: ${z.prettifyError(parsed.error)}`,
      'Begin with the plan of `convrec show DIALOG --json`.',
    );
  }
  const kept = { ...parsed.data, dialogId: plan.dialogId };
  for (const field of ['userId', 'targetItemId', 'asOf', 'domain', 'seed'] as const) {
    if (kept[field] !== plan[field])
      throw refuse(`the edited plan has another ${field}`, `It must stay ${plan[field]}.`);
  }
  for (let turn = 0; turn < fromTurn; turn += 1) {
    if (isDeepStrictEqual(kept.turns[turn], plan.turns[turn])) continue;
    throw refuse(
      `the edited plan changes turn ${turn}`,
      `Turns before ${fromTurn} were spoken already: leave them, or fork from an earlier one.`,
    );
  }
  const misplaced = kept.turns.findIndex(({ turn }, place) => turn !== place);
  if (misplaced >= 0)
    throw refuse(
      `the edited plan calls its turn ${misplaced} ${kept.turns[misplaced]?.turn}`,
      'Number the turns from 0 on.',
    );
  return kept;
}

const refuse = (message: string, remedy: string): StudioFailure =>
  new StudioFailure('InvalidRunConfig', message, { remedy });

/** What reading the dialog takes, cut down to it, and with its id. */
async function writeRelations(
  db: Database,
  run: RunFolder,
  folder: RunFolder,
  fork: Fork,
  plan: DialogPlan,
): Promise<void> {
  const { dialogId, parentId } = fork;
  await openRelations(db, run, ['plans', 'targets', 'profiles', 'reviews', 'aspects']);
  const cited = plan.turns.flatMap(({ evidence }) => evidence.map(({ reviewId }) => reviewId));
  const values = {
    plans: {
      dialogId,
      parentId,
      plan: JSON.stringify(plan),
      path: JSON.stringify(plan.path),
      turns: plan.turns.length,
    },
    targets: { dialogId, parentId },
    profiles: { dialogId, parentId },
    reviews: { cited: JSON.stringify(cited) },
    aspects: {},
  } as const;
  for (const relation of ['plans', 'targets', 'profiles', 'reviews', 'aspects'] as const) {
    const query = relation === 'aspects' ? 'from aspects' : await readSql(`run/replay/fork_${relation}.sql`);
    await db.writeParquet(query, folder.relationPath(relation), values[relation]);
  }
}

const hashOf = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** The fork with this id or this unambiguous beginning of one; undefined where the run has none. Throws InvalidRunConfig. */
export async function findFork(run: RunFolder, wanted: string): Promise<{ fork: Fork; folder: RunFolder } | undefined> {
  const names = (await run.listNames('forks')).filter((name) => name.startsWith(wanted));
  const [runId] = names;
  if (runId === undefined) return undefined;
  const others = runId === wanted ? [] : [...names.slice(1), ...(await listDialogs(run, wanted))];
  if (others.length > 0) {
    throw refuse(
      `${wanted} is the beginning of several dialogs, forks among them`,
      `Write more of the id, e.g. ${[runId, ...others].slice(0, 3).join(' or ')}.`,
    );
  }
  const folder = openRunFolder({ runId, runsRoot: run.path('forks') });
  const fork = await readFork(folder);
  return fork === undefined ? undefined : { fork, folder };
}

/** Where the fork in this folder comes from; undefined where it is none. */
export async function readFork(folder: RunFolder): Promise<Fork | undefined> {
  const text = await folder.readText('fork.json');
  return text === undefined ? undefined : ForkSchema.parse(JSON.parse(text));
}

const listDialogs = (run: RunFolder, beginning: string): Promise<string[]> =>
  withDatabase({ memoryLimitMb: 512 }, async (db) => {
    await openRelations(db, run, ['plans', 'targets']);
    const rows = await db.rows(await readSql('run/reading/plans_starting_with.sql'), { beginning });
    return rows.map((row) => String(row['dialogId']));
  });
